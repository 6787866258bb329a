/** What a rule gives to the store: what happened, and in whose place it was done (null: nobody's). */
export type Decided<Event> = { events: readonly Event[]; onBehalfOf: number | null }
