import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type Content, ReceivedBody } from '../http/index.js';
import { Problem, type FieldError } from '../problems/index.js';

const ERRORS_MAX = 100;

type Fields = Readonly<Record<string, unknown>>;
type FieldsClass = new () => object;

/** Set on a body that came with `?preview=true`, for the checks of fields that a preview may leave out. */
export const IS_PREVIEW = Symbol('preview');

export const isPreviewed = (body: object): boolean => IS_PREVIEW in body;

const FROM_FORM = 'quittance:from-form';

/** The class of a page's form. A body of the API is never one: a form of another site could send it. */
export const FromForm = (): ClassDecorator => (target) => {
  Reflect.defineMetadata(FROM_FORM, true, target);
};

const fieldsOf = (content: Content, fieldsClass: FieldsClass): Fields => {
  switch (content.kind) {
    case 'none':
      return {};
    case 'form':
      if (Reflect.getMetadata(FROM_FORM, fieldsClass) !== true) throw new Problem('body.wrong_type');
      return content.value;
    case 'notJson':
      throw new Problem('body.not_json');
    case 'tooDeep':
      throw new Problem('body.not_an_object');
    case 'tooLarge':
      throw new Problem('body.too_large');
    case 'wrongType':
      throw new Problem('body.wrong_type');
    case 'json':
      return objectOf(content.value);
  }
};

const objectOf = (value: unknown): Fields => {
  if (!isFields(value)) throw new Problem('body.not_an_object');
  return withoutNulls(value);
};

/** In JSON a field that is left out may also be null. */
const withoutNulls = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, isFields(value) ? withoutNulls(value) : value]),
  );

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const UNKNOWN_FIELD = 'whitelistValidation';

const errorsOf = (errors: readonly ValidationError[], path = ''): FieldError[] =>
  errors.flatMap(({ property, value, constraints = {}, children = [] }) => {
    const name = `${path}${property}`;
    const own = Object.entries(constraints).map(([code, message]) =>
      fieldError({ name, property, value }, code, message),
    );
    return [...own, ...errorsOf(children, `${name}.`)];
  });

const fieldError = (
  { name, property, value }: { readonly name: string; readonly property: string; readonly value: unknown },
  code: string,
  message: string,
): FieldError => {
  if (code === UNKNOWN_FIELD)
    return { field: name, code: 'field.unknown', message: `${name} is no field of this request` };
  if (value === undefined) return { field: name, code: 'field.missing', message: `${name} is missing` };
  return { field: name, code: `field.${code}`, message: message.replace(property, name) };
};

/** Checks what the caller sent against its class; a field that the class does not know is an error as well. */
@Injectable()
export class ValidationPipe implements PipeTransform<unknown, unknown> {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined || isPrimitive(metatype)) return value;
    const fieldsClass = metatype as FieldsClass;
    if (!(value instanceof ReceivedBody)) return checked(fieldsClass, (value ?? {}) as Fields, false);
    return checked(fieldsClass, fieldsOf(value.content, fieldsClass), value.isPreview);
  }
}

const isPrimitive = (metatype: unknown): boolean =>
  [String, Number, Boolean, Object, Array].includes(metatype as StringConstructor);

const checked = (fieldsClass: FieldsClass, fields: Fields, isPreview: boolean): object => {
  const instance = plainToInstance(fieldsClass, fields);
  if (isPreview) Object.defineProperty(instance, IS_PREVIEW, { value: true });
  const errors = errorsOf(
    validateSync(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
      stopAtFirstError: true,
    }),
  );
  if (errors.length > 0) throw new Problem('request.invalid', { errors: errors.slice(0, ERRORS_MAX) });
  return instance;
};
