import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, isEmail, ValidateBy, ValidateNested } from 'class-validator';
import { parseLocalDate } from '#domain';
import { isTimeZone } from '#platform';

interface Check {
  /** Stands in the code of the error: `field.not_a_choice`. */
  readonly code: string;
  /** What follows the name of the field in the message. */
  readonly says: string;
  readonly isValid: (value: unknown) => boolean;
  /** As OpenAPI describes the field. */
  readonly schema: ApiPropertyOptions;
}

interface Presence {
  /** May be left out. */
  readonly optional?: boolean;
}

/** One declaration for the check and for the document. */
export const field = ({ code, says, isValid, schema }: Check, { optional = false }: Presence = {}): PropertyDecorator =>
  applyDecorators(
    ...(optional ? [IsOptional()] : []),
    ValidateBy({ name: code, validator: { validate: isValid, defaultMessage: () => `$property ${says}` } }),
    ApiProperty({ ...schema, required: !optional } as ApiPropertyOptions),
  );

/** No control character, no half of a surrogate pair, and not blank: it goes into one line of a mail or a page. */
const LINE = /^(?=.*\S)[^\p{Cc}\p{Cs}\u2028\u2029]*$/u;

const isLine = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && LINE.test(value);

/** One line of text. */
export const Line = (
  max: number,
  { example, ...presence }: Presence & { readonly example?: string } = {},
): PropertyDecorator =>
  field(
    {
      code: 'not_a_line',
      says: `must be one line of 1 to ${max} characters`,
      isValid: (value) => isLine(value, max),
      schema: { type: String, minLength: 1, maxLength: max, ...(example === undefined ? {} : { example }) },
    },
    presence,
  );

/** A text of a certain form. */
export const Form = (
  form: { readonly pattern: RegExp; readonly says: string; readonly example: string },
  presence: Presence = {},
): PropertyDecorator =>
  field(
    {
      code: 'wrong_form',
      says: form.says,
      isValid: (value) => typeof value === 'string' && form.pattern.test(value),
      schema: { type: String, pattern: form.pattern.source, example: form.example },
    },
    presence,
  );

const EMAIL_MAX = 254;

export const Email = (presence: Presence = {}): PropertyDecorator =>
  field(
    {
      code: 'not_an_email',
      says: 'must be an e-mail address',
      isValid: (value) => isLine(value, EMAIL_MAX) && isEmail(value),
      schema: { type: String, format: 'email', maxLength: EMAIL_MAX, example: 'ada@acme.example' },
    },
    presence,
  );

/** A day of the calendar, like 2026-04-16. */
export const Day = (presence: Presence = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_day',
      says: 'must be a day like 2026-04-16',
      isValid: (value) => typeof value === 'string' && parseLocalDate(value) !== null,
      schema: { type: String, format: 'date', example: '2026-04-16' },
    },
    presence,
  );

export const Choice = (values: readonly string[], presence: Presence = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_choice',
      says: `must be one of ${values.join(', ')}`,
      isValid: (value) => typeof value === 'string' && values.includes(value),
      schema: { type: String, enum: [...values] },
    },
    presence,
  );

/** Different words out of a few. */
export const Choices = (values: readonly string[], presence: Presence = {}): PropertyDecorator =>
  field(
    {
      code: 'not_choices',
      says: `must be a list of ${values.join(', ')}`,
      isValid: (value) =>
        Array.isArray(value) && value.length <= values.length && value.every((item) => values.includes(item as string)),
      schema: { type: [String], enum: [...values], maxItems: values.length },
    },
    presence,
  );

export const WholeNumber = (
  { min, max }: { readonly min: number; readonly max: number },
  presence: Presence = {},
): PropertyDecorator =>
  field(
    {
      code: 'not_a_whole_number',
      says: `must be a whole number from ${min} to ${max}`,
      isValid: (value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
      schema: { type: 'integer', minimum: min, maximum: max },
    },
    presence,
  );

export const Flag = (presence: Presence = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_flag',
      says: 'must be true or false',
      isValid: (value) => typeof value === 'boolean',
      schema: { type: Boolean },
    },
    presence,
  );

export const TimeZone = (presence: Presence = {}): PropertyDecorator =>
  field(
    {
      code: 'not_a_time_zone',
      says: 'must be an IANA time zone, like Europe/Paris',
      isValid: (value) => typeof value === 'string' && value.length <= 64 && isTimeZone(value),
      schema: { type: String, example: 'Europe/Paris' },
    },
    presence,
  );

/** An object with fields of its own. */
export const Nested = (type: () => new () => object, { optional = false }: Presence = {}): PropertyDecorator =>
  applyDecorators(
    ...(optional ? [IsOptional()] : []),
    ValidateBy({
      name: 'not_an_object',
      validator: {
        validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        defaultMessage: () => '$property must be an object',
      },
    }),
    ValidateNested(),
    Type(type),
    ApiProperty({ type, required: !optional }),
  );
