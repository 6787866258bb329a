import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from './postgres/database.ts'

export type Metrics = { registry: Registry; answered(site: string, method: string, status: number, seconds: number): void }

/** What an operator watches (số đo vận hành), in Prometheus' text. Counts and times only: no codes, no people. */
export function openMetrics(db: Database): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'motcua_' })
  const answers = new Counter({
    name: 'motcua_answers_total',
    help: 'Answers by site, method and status class',
    labelNames: ['site', 'method', 'status'],
    registers: [registry],
  })
  const times = new Histogram({
    name: 'motcua_answer_seconds',
    help: 'Time to answer',
    labelNames: ['site'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  })
  new Gauge({
    name: 'motcua_database_connections',
    help: 'Connections of the pool',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = db.load()
      this.set({ state: 'busy' }, total - idle)
      this.set({ state: 'idle' }, idle)
      this.set({ state: 'waiting' }, waiting)
    },
  })
  /** Looking the labels up anew for each answer costs more than counting it. */
  const children = new Map<string, { count: Counter.Internal; time: Histogram.Internal<'site'> }>()
  const childOf = (site: string, method: string, status: string) => {
    const key = `${site} ${method} ${status}`
    const known = children.get(key) ?? { count: answers.labels({ site, method, status }), time: times.labels({ site }) }
    children.set(key, known)
    return known
  }
  return {
    registry,
    answered(site, method, status, seconds) {
      const { count, time } = childOf(site, method, `${Math.floor(status / 100)}xx`)
      count.inc()
      time.observe(seconds)
    },
  }
}
