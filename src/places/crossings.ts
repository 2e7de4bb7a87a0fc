import Flatbush from 'flatbush'
import type { Vertex } from './geodesy.ts'
import { boxAround, edgesOfChain } from './shapes.ts'
import type { Edge } from './shapes.ts'

/**
 * How two edges meet. `touch`: in one point that is an end of one of them; `cross`: in one point inside both; `overlap`: along a
 * stretch.
 */
export type Meeting = 'none' | 'touch' | 'cross' | 'overlap'

/** @example meetingOf({ from: [0, 0], to: [2, 2] }, { from: [0, 2], to: [2, 0] }) // 'cross' */
export function meetingOf(a: Edge, b: Edge): Meeting {
  const b1 = side(a, b.from)
  const b2 = side(a, b.to)
  const a1 = side(b, a.from)
  const a2 = side(b, a.to)
  if (b1 === 0 && b2 === 0 && a1 === 0 && a2 === 0) return meetingInLine(a, b)
  if (b1 * b2 < 0 && a1 * a2 < 0) return 'cross'
  const touches =
    (b1 === 0 && spans(a, b.from)) ||
    (b2 === 0 && spans(a, b.to)) ||
    (a1 === 0 && spans(b, a.from)) ||
    (a2 === 0 && spans(b, a.to))
  return touches ? 'touch' : 'none'
}

/** Where a ring meets itself other than at the joints of neighbouring edges, spikes included; `undefined` for a simple ring. */
export function selfMeeting(ring: readonly Vertex[]): Vertex | undefined {
  const edges = edgesOfChain(ring)
  const index = edgeIndex(edges)
  for (const [i, edge] of edges.entries()) {
    for (const j of index.near(edge)) {
      if (j <= i) continue
      const neighbours = j === i + 1 || (i === 0 && j === edges.length - 1)
      const meeting = meetingOf(edge, edges[j]!)
      if (neighbours ? meeting === 'overlap' : meeting !== 'none') return meetingPoint(edge, edges[j]!)
    }
  }
  return undefined
}

/** Where two rings cross or run along each other; touching in single points is allowed between rings. */
export function ringsCross(a: readonly Vertex[], b: readonly Vertex[]): Vertex | undefined {
  const edges = edgesOfChain(b)
  const index = edgeIndex(edges)
  for (const edge of edgesOfChain(a)) {
    for (const j of index.near(edge)) {
      const meeting = meetingOf(edge, edges[j]!)
      if (meeting === 'cross' || meeting === 'overlap') return meetingPoint(edge, edges[j]!)
    }
  }
  return undefined
}

/** Edges found by the box they lie in. */
export type EdgeIndex = {
  readonly edges: readonly Edge[]
  readonly near: (edge: Edge, marginDegrees?: number) => readonly number[]
}

export function edgeIndex(edges: readonly Edge[]): EdgeIndex {
  if (edges.length === 0) return { edges, near: () => [] }
  const tree = new Flatbush(edges.length)
  for (const edge of edges) tree.add(...boxOfEdge(edge))
  tree.finish()
  return {
    edges,
    near: (edge, margin = 0) => {
      const [west, south, east, north] = boxOfEdge(edge)
      return tree.search(west - margin, south - margin, east + margin, north + margin)
    },
  }
}

function boxOfEdge(edge: Edge): readonly [number, number, number, number] {
  return boxAround([edge.from, edge.to])
}

// Twice the area of the triangle; its sign says on which side of the edge the vertex lies, 0 that it lies on its line.
function side({ from, to }: Edge, vertex: Vertex): number {
  const [x, y] = from as readonly [number, number] // checked shapes have two numbers per vertex
  const [x1, y1] = to as readonly [number, number] // likewise
  const [x2, y2] = vertex as readonly [number, number] // likewise
  return Math.sign((x1 - x) * (y2 - y) - (y1 - y) * (x2 - x))
}

function spans({ from, to }: Edge, vertex: Vertex): boolean {
  return [0, 1].every(axis => {
    const [a, b, at] = [from[axis]!, to[axis]!, vertex[axis]!]
    return at >= Math.min(a, b) && at <= Math.max(a, b)
  })
}

function meetingInLine(a: Edge, b: Edge): Meeting {
  const axis = Math.abs(a.to[0]! - a.from[0]!) + Math.abs(b.to[0]! - b.from[0]!) > 0 ? 0 : 1
  const low = Math.max(Math.min(a.from[axis]!, a.to[axis]!), Math.min(b.from[axis]!, b.to[axis]!))
  const high = Math.min(Math.max(a.from[axis]!, a.to[axis]!), Math.max(b.from[axis]!, b.to[axis]!))
  if (low > high) return 'none'
  return low === high ? 'touch' : 'overlap'
}

function meetingPoint(a: Edge, b: Edge): Vertex {
  const [x, y] = [a.to[0]! - a.from[0]!, a.to[1]! - a.from[1]!]
  const [u, v] = [b.to[0]! - b.from[0]!, b.to[1]! - b.from[1]!]
  const cross = x * v - y * u
  if (cross === 0) return [b.from, b.to, a.from, a.to].find(one => spans(a, one) && spans(b, one)) ?? b.from
  const share = ((b.from[0]! - a.from[0]!) * v - (b.from[1]! - a.from[1]!) * u) / cross
  return [a.from[0]! + share * x, a.from[1]! + share * y]
}
