/** @law nd-61-2018 19: a known one */
export const two = 2
