export { one } from '../inspections/model.ts'
