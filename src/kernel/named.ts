/** What a table holds under a name that came from outside. Only its own names count: `constructor` is in every object. */
export const named = <T>(table: Readonly<Record<string, T>>, name: string | undefined): T | undefined =>
  name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined
