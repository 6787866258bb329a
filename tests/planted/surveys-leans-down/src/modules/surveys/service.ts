export { one } from '../exchange/model.ts'
