export { one } from '../../tools/pool.ts'
