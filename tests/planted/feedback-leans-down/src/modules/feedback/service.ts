export { one } from '../fees/model.ts'
