import type { InternalProcess, ProcessStep } from '../process.ts'
import type { Graph, Node } from './graph.ts'
import type { Bounds, Drawing } from './layout.ts'

/** Words that the drawing needs, in the language of the file. */
export type BpmnWords = { nobody: string; told(step: ProcessStep): string }

/**
 * A process as a BPMN 2.0 file with its layout (BPMN DI): one pool, lanes by actor, tasks, gateways, flows. Elements stand in the order that the
 * standard's schema asks for; BPMN has no place for a legal time, so it stands in each task's documentation.
 */
export function bpmnXml(process: Pick<InternalProcess, 'name' | 'id'>, graph: Graph, drawing: Drawing, words: BpmnWords): string {
  const { nodes, flows } = graph
  const lanes = graph.lanes.map((name, lane) => {
    const refs = nodes.filter((node) => node.lane === lane).map(({ id }) => `        <bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`)
    return [`      <bpmn:lane id="lane_${lane + 1}" name="${escaped(name)}">`, ...refs, '      </bpmn:lane>'].join('\n')
  })
  const elements = nodes.map((node) => nodeXml(node, graph, words))
  const arrows = flows.map(({ id, from, to }) => `    <bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`)
  const shapes = drawing.shapes.map(({ node, bounds }) => {
    const marker = node.kind === 'exclusive' ? ' isMarkerVisible="true"' : ''
    return shapeXml(`${node.id}_di`, node.id, bounds, marker)
  })
  const edges = drawing.edges.map(({ flow, points }) => {
    const ways = points.map(({ x, y }) => `        <di:waypoint x="${x}" y="${y}" />`)
    return [`      <bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}">`, ...ways, '      </bpmndi:BPMNEdge>'].join('\n')
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
    '  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
    '  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
    '  xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
    '  id="definitions" targetNamespace="urn:motcua:process" exporter="motcua">',
    '  <bpmn:collaboration id="collaboration">',
    `    <bpmn:participant id="pool" name="${escaped(process.name)}" processRef="process" />`,
    '  </bpmn:collaboration>',
    `  <bpmn:process id="process" name="${escaped(process.name)}" isExecutable="false">`,
    `    <bpmn:documentation>${escaped(process.id)}</bpmn:documentation>`,
    '    <bpmn:laneSet id="lanes">',
    ...lanes,
    '    </bpmn:laneSet>',
    ...elements,
    ...arrows,
    '  </bpmn:process>',
    '  <bpmndi:BPMNDiagram id="diagram">',
    '    <bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">',
    shapeXml('pool_di', 'pool', drawing.pool, ' isHorizontal="true"'),
    ...drawing.lanes.map(({ bounds }, lane) => shapeXml(`lane_${lane + 1}_di`, `lane_${lane + 1}`, bounds, ' isHorizontal="true"')),
    ...shapes,
    ...edges,
    '    </bpmndi:BPMNPlane>',
    '  </bpmndi:BPMNDiagram>',
    '</bpmn:definitions>',
    '',
  ].join('\n')
}

const elementOf: Record<Node['kind'], string> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'userTask',
  wait: 'userTask',
  exclusive: 'exclusiveGateway',
  parallel: 'parallelGateway',
}

function nodeXml(node: Node, { flows }: Graph, { told }: BpmnWords): string {
  const name = elementOf[node.kind]
  const isGateway = node.kind === 'exclusive' || node.kind === 'parallel'
  const title = node.kind === 'task' || node.kind === 'wait' ? ` name="${escaped(titleOf(node.step))}"` : ''
  const direction = isGateway ? ` gatewayDirection="${node.isOpening ? 'Diverging' : 'Converging'}"` : ''
  const text = node.kind === 'task' || node.kind === 'wait' ? told(node.step) : ''
  return [
    `    <bpmn:${name} id="${node.id}"${title}${direction}>`,
    ...(text === '' ? [] : [`      <bpmn:documentation>${escaped(text)}</bpmn:documentation>`]),
    ...flows.filter(({ to }) => to === node.id).map(({ id }) => `      <bpmn:incoming>${id}</bpmn:incoming>`),
    ...flows.filter(({ from }) => from === node.id).map(({ id }) => `      <bpmn:outgoing>${id}</bpmn:outgoing>`),
    `    </bpmn:${name}>`,
  ].join('\n')
}

/** A step's number and name, as tasks are called. */
export const titleOf = ({ no, name }: Pick<ProcessStep, 'no' | 'name'>): string => (name ? `${no}. ${name}` : no)

const shapeXml = (id: string, element: string, { x, y, width, height }: Bounds, more = ''): string =>
  [
    `      <bpmndi:BPMNShape id="${id}" bpmnElement="${element}"${more}>`,
    `        <dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}" />`,
    '      </bpmndi:BPMNShape>',
  ].join('\n')

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': ' ' }

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed; XML 1.0 has no way to write them
const unwritable = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g

/** Text for an element or an attribute; what XML 1.0 cannot hold is left out. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/[&<>"\n\t]/g, (mark) => marks[mark] ?? '')
