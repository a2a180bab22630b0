/** What a body turned out to be. Whatever is wrong with it is answered only after the caller's rights were checked. */
export type Content =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly value: Readonly<Record<string, string>> }
  | { readonly kind: 'notJson' }
  | { readonly kind: 'tooDeep' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'wrongType' };

/** Stands in `request.body` of every request. */
export class ReceivedBody {
  constructor(
    readonly content: Content,
    /** `?preview=true`: some fields may then be missing. */
    readonly isPreview: boolean,
  ) {}
}
