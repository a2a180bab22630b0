import { Type } from 'class-transformer';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX, type PageRequest } from '#read-models/shapes';
import { Line, WholeNumber } from '../validation/index.js';

const POSITION_MAX = 64;
const CURSOR_MAX = 1_024;

/** What every query takes. */
export class PositionQuery {
  /** Of a command: the answer holds what that did. */
  @Line(POSITION_MAX, { optional: true })
  position?: string;
}

/** What every list takes. */
export class ListQuery extends PositionQuery {
  @Type(() => Number)
  @WholeNumber({ min: 1, max: PAGE_SIZE_MAX }, { optional: true })
  limit?: number;

  @Line(CURSOR_MAX, { optional: true })
  cursor?: string;
}

export const pageRequest = ({ limit, cursor }: ListQuery): PageRequest => ({
  limit: limit ?? PAGE_SIZE_DEFAULT,
  cursor: cursor ?? null,
});
