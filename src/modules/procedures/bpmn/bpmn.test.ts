import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inVietnamese } from '../../../kernel/say.ts'
import { permit } from '../office.example.ts'
import { days, given, uncounted, worked } from '../process.example.ts'
import type { InternalProcess } from '../process.ts'
import { readRecord } from '../process-record.adapter.ts'
import { graphOf } from './graph.ts'
import { layOut } from './layout.ts'
import { bpmnFile } from './route.tsx'

const wait = { ...uncounted, no: '2a', name: 'Bổ sung hồ sơ', actor: 'Người nộp', afterStep: '2' }
const withWait = given(days(3), [
  { ...worked(1), actor: 'Một cửa' },
  { ...worked(1), actor: 'Chuyên viên' },
  wait,
  { ...worked(1), actor: 'Lãnh đạo' },
])
const beside = given(days(3), [
  { ...worked(1), no: '1', actor: 'A' },
  { ...worked(1), no: '2', actor: 'B' },
  { ...worked(1), no: '3', actor: 'C', runsWith: '2' },
  { ...worked(1), no: '4', actor: 'A' },
])
const arrows = (process: InternalProcess) => graphOf(process, '?').flows.map(({ from, to }) => `${from} → ${to}`)

describe('Process as a graph (sơ đồ hóa quy trình)', () => {
  it('goes from the start through the steps to the end', () =>
    deepEqual(arrows(given(days(2), [worked(1), worked(1)])), ['start → step_1', 'step_1 → step_2', 'step_2 → end']))
  it('draws a waiting step as a way round', () =>
    deepEqual(arrows(withWait).sort(), [
      'choice_2 → joined_2',
      'choice_2 → step_3',
      'joined_2 → step_4',
      'start → step_1',
      'step_1 → step_2',
      'step_2 → choice_2',
      'step_3 → joined_2',
      'step_4 → end',
    ]))
  it('opens steps side by side together, and waits for both', () =>
    deepEqual(
      arrows(beside).filter((one) => /fork|join/.test(one)),
      ['step_1 → fork_2', 'fork_2 → step_2', 'step_2 → join_2', 'fork_2 → step_3', 'step_3 → join_2', 'join_2 → step_4'],
    ))
  it('gives each actor a lane, in the order of the table', () =>
    deepEqual(graphOf(withWait, '?').lanes, ['Một cửa', 'Chuyên viên', 'Người nộp', 'Lãnh đạo']))
  it('has a lane for nobody', () => deepEqual(graphOf(given(days(1), [{ ...worked(1), actor: null }]), '?').lanes, ['?']))
})

type Found = { tag: string; attributes: Record<string, string>; text: string }

/** The elements of a file, in order: enough of XML for what we write. Throws for a tag that nobody closes. */
function elementsOf(xml: string): Found[] {
  const open: string[] = []
  const found: Found[] = []
  for (const [, closing, tag = '', inside = '', selfClosed, text = ''] of xml.matchAll(
    /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>([^<]*)/g,
  )) {
    if (closing) equal(open.pop(), tag)
    else {
      const attributes = Object.fromEntries([...inside.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]))
      found.push({ tag, attributes, text })
      if (!selfClosed) open.push(tag)
    }
  }
  deepEqual(open, [])
  return found
}

/** What a BPMN 2.0 file must hold to be drawn by others: the rules of the standard that our files touch. */
function checkFile(xml: string): void {
  match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?>/)
  const all = elementsOf(xml)
  const ids = all.flatMap(({ attributes }) => (attributes.id === undefined ? [] : [attributes.id]))
  equal(new Set(ids).size, ids.length) // each id once
  ok(ids.every((id) => /^[A-Za-z_][\w.-]*$/.test(id))) // xsd:ID
  const of = (...tags: string[]) => all.filter(({ tag }) => tags.includes(tag))
  const nodes = of('bpmn:startEvent', 'bpmn:endEvent', 'bpmn:userTask', 'bpmn:exclusiveGateway', 'bpmn:parallelGateway').map(
    ({ attributes }) => attributes.id,
  )
  const flows = of('bpmn:sequenceFlow')
  for (const { attributes } of flows) ok(nodes.includes(attributes.sourceRef) && nodes.includes(attributes.targetRef))
  const named = (tag: string) => of(tag).map(({ text }) => text.trim())
  const flowIds = flows.map(({ attributes }) => attributes.id)
  deepEqual(named('bpmn:incoming').sort(), [...flowIds].sort()) // each arrow arrives once and leaves once
  deepEqual(named('bpmn:outgoing').sort(), [...flowIds].sort())
  deepEqual(named('bpmn:flowNodeRef').sort(), [...nodes].sort()) // each node in one lane
  const shapes = of('bpmndi:BPMNShape').map(({ attributes }) => attributes.bpmnElement)
  const lanes = of('bpmn:lane').map(({ attributes }) => attributes.id)
  deepEqual([...shapes].sort(), ['pool', ...lanes, ...nodes].sort()) // everything has its shape, and each shape its bounds
  const places = of('dc:Bounds').map(({ attributes }) => [attributes.x, attributes.y, attributes.width, attributes.height].map(Number))
  equal(places.length, shapes.length)
  ok(places.every(([x = -1, y = -1, width = 0, height = 0]) => x >= 0 && y >= 0 && width > 0 && height > 0))
  deepEqual(
    of('bpmndi:BPMNEdge')
      .map(({ attributes }) => attributes.bpmnElement)
      .sort(),
    [...flowIds].sort(),
  )
  ok(of('di:waypoint').length >= 2 * flows.length)
}

describe('BPMN 2.0 file', () => {
  it('holds together: ids, arrows, lanes, bounds', () => {
    for (const process of [permit(), withWait, beside, given(days(1), [])]) checkFile(bpmnFile(process, inVietnamese))
  })
  it('holds together for every process of the demo', () => {
    const folder = 'db/demo/procedures'
    const files = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.json'))
    ok(files.length > 10)
    for (const file of files) {
      const read = readRecord(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')), inVietnamese)
      ok(read.ok)
      checkFile(bpmnFile(read.value, inVietnamese))
    }
  })
  it('writes names as text, never as markup', () => {
    const xml = bpmnFile(permit({ name: 'A & B <c> "d"\n\u0000e' }), inVietnamese)
    match(xml, /name="A &amp; B &lt;c&gt; &quot;d&quot;&#10;e"/)
    checkFile(xml)
  })
  it('says what a task takes, and that waiting counts nothing', () => {
    const xml = bpmnFile(withWait, inVietnamese)
    match(xml, /<bpmn:documentation>1 ngày làm việc<\/bpmn:documentation>/)
    match(xml, /name="2a\. Bổ sung hồ sơ">\n\s*<bpmn:documentation>không tính ngày/)
  })

  const step = fc.record({ actor: fc.constantFrom('A', 'B', 'C', null), kind: fc.constantFrom('plain', 'plain', 'beside', 'wait') })
  const anyProcess = fc.array(step, { maxLength: 14 }).map((all) =>
    given(
      days(1),
      all.map(({ actor, kind }, i) => {
        const plain = { ...worked(1), no: String(i + 1), actor }
        if (kind === 'wait') return { ...plain, countsTime: false, afterStep: String(i) }
        return kind === 'beside' && i > 0 ? { ...plain, runsWith: String(i) } : plain
      }),
    ),
  )
  it('holds together whatever the table', () => fc.assert(fc.property(anyProcess, (process) => checkFile(bpmnFile(process, inVietnamese)))))
  it('puts no two nodes on one place, and no arrow through a node', () =>
    fc.assert(
      fc.property(anyProcess, (process) => {
        const { shapes, edges } = layOut(graphOf(process, '?'))
        for (const [i, { bounds: a }] of shapes.entries())
          for (const { bounds: b } of shapes.slice(i + 1))
            ok(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y)
        for (const { flow, points } of edges)
          for (const { node, bounds } of shapes) {
            if (node.id === flow.from || node.id === flow.to) continue
            for (const [i, from] of points.slice(0, -1).entries()) {
              const to = points[i + 1] ?? from
              const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
              const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
              ok(
                right <= bounds.x || left >= bounds.x + bounds.width || bottom <= bounds.y || top >= bounds.y + bounds.height,
                `${flow.from} → ${flow.to} through ${node.id}`,
              )
            }
          }
      }),
    ))
})
