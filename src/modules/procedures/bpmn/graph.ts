import { type InternalProcess, isNoteRow, type ProcessStep, stepGroups } from '../process.ts'

/** A node of the drawing (nút của sơ đồ). A gateway opens or joins a choice (`exclusive`) or steps side by side (`parallel`). */
export type Node =
  | { id: string; kind: 'start' | 'end'; lane: number }
  | { id: string; kind: 'task' | 'wait'; lane: number; step: ProcessStep }
  | { id: string; kind: 'exclusive' | 'parallel'; lane: number; isOpening: boolean }

/** An arrow from one node to the next. */
export type Flow = { id: string; from: string; to: string }

/** A process as BPMN sees it: nodes in lanes by actor (làn theo người thực hiện), in the order in which they open. */
export type Graph = { lanes: readonly string[]; nodes: readonly Node[]; flows: readonly Flow[] }

/**
 * Turns a process into a graph (sơ đồ hóa quy trình): a step is a task in its actor's lane, steps side by side stand between two parallel
 * gateways, and a waiting step is a way round that the dossier may take on its way on.
 */
export function graphOf({ steps }: Pick<InternalProcess, 'steps'>, nobody: string): Graph {
  const lanes = [...new Set(steps.map(({ actor }) => actor ?? nobody))]
  const laneOf = (step: ProcessStep) => lanes.indexOf(step.actor ?? nobody)
  const nodes: Node[] = []
  const flows: Flow[] = []
  const add = (node: Node): string => {
    nodes.push(node)
    return node.id
  }
  const connect = (from: string, to: string) => flows.push({ id: `flow_${flows.length + 1}`, from, to })
  const place = (step: ProcessStep) => steps.indexOf(step) + 1

  /** A step with the waiting steps after it; gives where its way begins and ends. */
  const withWaits = (step: ProcessStep): { enter: string; leave: string } => {
    const at = place(step)
    const enter = add({ id: `step_${at}`, kind: 'task', lane: laneOf(step), step })
    // two steps of one number are a fault of the table: a waiting step belongs to the first of them
    const waits = steps.filter((s) => belongs(s, step) && steps.find((other) => belongs(s, other)) === step)
    if (waits.length === 0) return { enter, leave: enter }
    const choice = add({ id: `choice_${at}`, kind: 'exclusive', lane: laneOf(step), isOpening: true })
    const join = `joined_${at}`
    connect(enter, choice)
    connect(choice, join)
    for (const wait of waits) {
      const id = add({ id: `step_${place(wait)}`, kind: 'wait', lane: laneOf(wait), step: wait })
      connect(choice, id)
      connect(id, join)
    }
    add({ id: join, kind: 'exclusive', lane: laneOf(step), isOpening: false })
    return { enter, leave: join }
  }

  const groups = groupsOf(steps)
  let last = add({ id: 'start', kind: 'start', lane: groups[0]?.[0] ? laneOf(groups[0][0]) : 0 })
  for (const group of groups) {
    const [first] = group
    if (!first) continue
    if (group.length === 1) {
      const { enter, leave } = withWaits(first)
      connect(last, enter)
      last = leave
      continue
    }
    const fork = add({ id: `fork_${place(first)}`, kind: 'parallel', lane: laneOf(first), isOpening: true })
    connect(last, fork)
    const ways = group.map(withWaits)
    const join = add({ id: `join_${place(first)}`, kind: 'parallel', lane: laneOf(first), isOpening: false })
    for (const { enter, leave } of ways) {
      connect(fork, enter)
      connect(leave, join)
    }
    last = join
  }
  const end = add({ id: 'end', kind: 'end', lane: nodes.find(({ id }) => id === last)?.lane ?? 0 })
  connect(last, end)
  return { lanes: lanes.length > 0 ? lanes : [nobody], nodes, flows }
}

/** Groups in the order in which they open; a waiting step that belongs to none comes last, so that nothing of the table is lost. */
function groupsOf(steps: readonly ProcessStep[]): ProcessStep[][] {
  const lost = steps.filter((step) => isNoteRow(step) && !steps.some((s) => belongs(step, s)))
  return [...stepGroups(steps), ...lost.map((step) => [step])]
}

const belongs = (wait: ProcessStep, step: ProcessStep): boolean =>
  isNoteRow(wait) && !isNoteRow(step) && step.no === wait.afterStep && step.stage === wait.stage
