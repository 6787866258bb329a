import type { FC } from 'hono/jsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showTime } from '../sentences.ts'
import { StepTable } from '../show/page.tsx'
import type { Procedure, Version } from '../version.ts'
import type { Node } from './graph.ts'
import type { Bounds, Drawing, Point } from './layout.ts'
import { titleOf } from './xml.ts'

/** The drawing of a process (sơ đồ quy trình), with the table that it stands for. */
export const ProcessPage: FC<{ procedure: Procedure; version: Version; drawing: Drawing }> = ({ procedure, version, drawing }) => {
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · {say(`bản ${version.versionNo}`, `version ${version.versionNo}`)}
          </>
        }
        title={say('Sơ đồ quy trình', 'Diagram of the process')}
        under={version.process.name}
        others={[
          { text: say('Tải BPMN 2.0', 'Download BPMN 2.0'), href: `${here}/process.bpmn?v=${version.versionNo}` },
          { text: say('Soạn quy trình', 'Edit the process'), href: `${here}/edit` },
        ]}
      />
      <div class="stack">
        <Section id="drawing" title={say('Sơ đồ', 'Diagram')} aside={say('mỗi làn một người thực hiện', 'a lane for each actor')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached from the keyboard */}
          <section class="wide-drawing" tabindex={0} aria-label={say('Sơ đồ, cuộn ngang được', 'Diagram, scrolls sideways')}>
            <ProcessDrawing
              drawing={drawing}
              label={say(`Sơ đồ quy trình ${version.process.name}`, `Diagram of ${version.process.name}`)}
            />
          </section>
        </Section>
        <StepTable process={version.process} />
      </div>
    </>
  )
}

/** The drawing as SVG; everything it says stands in the table beside it. */
export const ProcessDrawing: FC<{ drawing: Drawing; label: string }> = ({ drawing: { pool, lanes, shapes, edges }, label }) => (
  <svg
    viewBox={`-2 -2 ${pool.width + 4} ${pool.height + 4}`}
    width={pool.width + 4}
    height={pool.height + 4}
    role="img"
    aria-label={label}
    class="bpmn"
  >
    <defs>
      <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">
        <path d="M0 0L10 5L0 10z" class="bpmn-head" />
      </marker>
    </defs>
    <rect {...pool} class="bpmn-lane" />
    {lanes.map(({ name, bounds }) => (
      <>
        <rect {...bounds} class="bpmn-lane" />
        <TextIn bounds={{ x: bounds.x, y: bounds.y, width: 124, height: bounds.height }} text={name} lettersMax={18} linesMax={4} />
      </>
    ))}
    {edges.map(({ points }) => (
      <path d={pathOf(points)} class="bpmn-flow" marker-end="url(#arrow)" />
    ))}
    {shapes.map(({ node, bounds }) => (
      <Shape node={node} bounds={bounds} />
    ))}
  </svg>
)

const pathOf = (points: readonly Point[]): string => points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')

const Shape: FC<{ node: Node; bounds: Bounds }> = ({ node, bounds }) => {
  const say = useSay()
  const { x, y, width, height } = bounds
  const [cx, cy] = [x + width / 2, y + height / 2]
  switch (node.kind) {
    case 'start':
    case 'end':
      return <circle cx={cx} cy={cy} r={width / 2} class={node.kind === 'end' ? 'bpmn-end' : 'bpmn-node'} />
    case 'exclusive':
    case 'parallel':
      return (
        <>
          <path d={`M${cx} ${y}L${x + width} ${cy}L${cx} ${y + height}L${x} ${cy}z`} class="bpmn-node" />
          <text x={cx} y={cy + 6} class="bpmn-sign" text-anchor="middle">
            {node.kind === 'parallel' ? '+' : '×'}
          </text>
        </>
      )
    default: {
      const { step } = node
      const time = step.countsTime ? showTime(step.duration, say) : say('không tính ngày', 'not counted')
      return (
        <>
          <title>{`${titleOf(step)} · ${time}`}</title>
          <rect x={x} y={y} width={width} height={height} rx={8} class={node.kind === 'wait' ? 'bpmn-wait' : 'bpmn-node'} />
          <TextIn bounds={{ x, y, width, height: height - 14 }} text={titleOf(step)} lettersMax={19} linesMax={3} />
          <text x={cx} y={y + height - 6} class="bpmn-time" text-anchor="middle">
            {time}
          </text>
        </>
      )
    }
  }
}

/** Text broken into lines in the middle of a box; what does not fit ends in dots, and the table has it whole. */
const TextIn: FC<{ bounds: Bounds; text: string; lettersMax: number; linesMax: number }> = ({ bounds, text, lettersMax, linesMax }) => {
  const lines = linesOf(text, lettersMax, linesMax)
  const [cx, cy] = [bounds.x + bounds.width / 2, bounds.y + bounds.height / 2]
  return (
    <text class="bpmn-text" text-anchor="middle">
      {lines.map((line, i) => (
        <tspan x={cx} y={cy + 4 + (i - (lines.length - 1) / 2) * 14}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

function linesOf(text: string, lettersMax: number, linesMax: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= lettersMax) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word.length > lettersMax ? `${word.slice(0, lettersMax - 1)}…` : word)
  }
  if (lines.length <= linesMax) return lines
  return [...lines.slice(0, linesMax - 1), `${(lines[linesMax - 1] ?? '').slice(0, lettersMax - 1)}…`]
}
