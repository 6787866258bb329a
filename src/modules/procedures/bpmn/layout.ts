import type { Flow, Graph, Node } from './graph.ts'

/** Places are in pixels from the top left, as BPMN DI has them. */
export type Bounds = { x: number; y: number; width: number; height: number }
export type Point = { x: number; y: number }

/** A graph with a place for everything (sơ đồ đã sắp chỗ). */
export type Drawing = {
  pool: Bounds
  lanes: readonly { name: string; bounds: Bounds }[]
  shapes: readonly { node: Node; bounds: Bounds }[]
  edges: readonly { flow: Flow; points: readonly Point[] }[]
}

const columnWidth = 170
const rowHeight = 96
const poolBand = 30
const laneBand = 130
const sizes: Record<Node['kind'], { width: number; height: number }> = {
  start: { width: 36, height: 36 },
  end: { width: 36, height: 36 },
  task: { width: 120, height: 72 },
  wait: { width: 120, height: 72 },
  exclusive: { width: 44, height: 44 },
  parallel: { width: 44, height: 44 },
}

/**
 * Gives everything its place: a node stands one column right of the last that leads to it, in its actor's lane, in the first row of the lane
 * that is free there. An arrow goes along its own row and bends only between columns, so it crosses no node; one that passes columns over
 * keeps their places in its row free.
 */
export function layOut({ lanes, nodes, flows }: Graph): Drawing {
  const column = columnsOf(nodes, flows)
  const taken = new Set<string>()
  const row = new Map<string, number>()
  const cell = (lane: number, at: number, r: number) => `${lane}/${at}/${r}`
  const columnOf = (id: string) => column.get(id) ?? 0
  for (const node of nodes) {
    const ahead = flows.filter(({ from }) => from === node.id).map(({ to }) => columnOf(to))
    const isOver = ahead.some((to) => to > columnOf(node.id) + 1)
    const reach = isOver ? Math.max(...ahead) - columnOf(node.id) : 1
    const own = Array.from({ length: reach }, (_, i) => columnOf(node.id) + i)
    let r = 0
    while (own.some((at) => taken.has(cell(node.lane, at, r)))) r++
    for (const at of own) taken.add(cell(node.lane, at, r))
    row.set(node.id, r)
  }
  const rows = lanes.map((_, lane) => Math.max(1, ...nodes.filter((node) => node.lane === lane).map(({ id }) => (row.get(id) ?? 0) + 1)))
  const top = (lane: number) => rows.slice(0, lane).reduce((sum, count) => sum + count * rowHeight, 0)
  const width = laneBand + (Math.max(0, ...column.values()) + 1) * columnWidth
  const height = top(lanes.length)
  const shapes = nodes.map((node) => {
    const { width: w, height: h } = sizes[node.kind]
    const middleX = poolBand + laneBand + (columnOf(node.id) + 0.5) * columnWidth
    const middleY = top(node.lane) + ((row.get(node.id) ?? 0) + 0.5) * rowHeight
    return { node, bounds: { x: middleX - w / 2, y: middleY - h / 2, width: w, height: h } }
  })
  const boundsOf = new Map(shapes.map(({ node, bounds }) => [node.id, bounds]))
  return {
    pool: { x: 0, y: 0, width: poolBand + width, height },
    lanes: lanes.map((name, lane) => ({
      name,
      bounds: { x: poolBand, y: top(lane), width, height: (rows[lane] ?? 1) * rowHeight },
    })),
    shapes,
    edges: flows.map((flow) => ({ flow, points: wayOf(boundsOf.get(flow.from), boundsOf.get(flow.to)) })),
  }
}

/** Each node one column after the last one that leads to it. Nodes come in an order in which arrows lead forward. */
function columnsOf(nodes: readonly Node[], flows: readonly Flow[]): Map<string, number> {
  const column = new Map<string, number>()
  for (const { id } of nodes) {
    const before = flows.filter(({ to }) => to === id).map(({ from }) => column.get(from) ?? 0)
    column.set(id, before.length === 0 ? 0 : Math.max(...before) + 1)
  }
  return column
}

/** From the right side of one to the left side of the other; the bend lies just before the other's column. */
function wayOf(from: Bounds | undefined, to: Bounds | undefined): Point[] {
  if (!from || !to) return []
  const start = { x: from.x + from.width, y: from.y + from.height / 2 }
  const end = { x: to.x, y: to.y + to.height / 2 }
  if (start.y === end.y) return [start, end]
  const middle = Math.round((to.x + to.width / 2 - columnWidth / 2) * 10) / 10
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end]
}
