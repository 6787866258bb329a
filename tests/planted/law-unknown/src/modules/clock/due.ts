/** @law nd-1-1900 1: a paragraph of a text that has no page */
export const one = 1
