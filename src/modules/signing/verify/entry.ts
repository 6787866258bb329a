/** Where an object lies: at a place of the file, inside an object stream, or nowhere any more. */
export type Entry = { type: 'at'; offset: number; gen: number } | { type: 'in'; stream: number; index: number } | { type: 'free' }

export const isSameEntry = (a: Entry | undefined, b: Entry): boolean =>
  a !== undefined &&
  (a.type === 'at'
    ? b.type === 'at' && a.offset === b.offset && a.gen === b.gen
    : a.type === 'in'
      ? b.type === 'in' && a.stream === b.stream && a.index === b.index
      : b.type === 'free')
