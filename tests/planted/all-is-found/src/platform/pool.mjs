export * from './gone.mjs'
