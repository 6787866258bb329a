declare const brand: unique symbol

/** A primitive with a name, so that a unit id cannot be passed where an officer id is due. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
