/** One measured figure beside what it is held against, measured in the same run. `ratio`: in parts of its limit, or how many times the peer. */
export type Row = { what: string; value: number; unit: string; against: string; ratio: number; goal: string; holds: boolean }
