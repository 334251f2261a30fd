import type { HistoryEvent } from '@aftersale/history'
import { instantInWords } from '../figures/figure-in-words.js'

/** What an event says, field by field: `channel phone, priority high`. The id of the ticket itself is left out. */
export const dataInWords = (data: unknown): string =>
  typeof data !== 'object' || data === null
    ? String(data)
    : Object.entries(data)
        .filter(([name]) => !leftOut.has(name))
        .map(([name, value]) => `${name} ${valueInWords(value)}`)
        .join(', ')

/** What is told apart: the rules, and what would have turned a refusal; and what was read of others, in full. */
const leftOut = new Set(['serviceTicketId', 'trace', 'eligibilityTrace', 'roundingTrace', 'counterfactual', 'evidence'])

const valueInWords = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map(valueInWords).join(', ')}]`
  const actor = value as { readonly kind?: unknown; readonly id?: unknown }
  if (typeof actor.kind === 'string' && typeof actor.id === 'string') return `${actor.kind} ${actor.id}`
  return `(${Object.entries(value)
    .map(([name, nested]) => `${name} ${valueInWords(nested)}`)
    .join(', ')})`
}

/** The rules behind a decision, one a line; nothing where the event carries none. */
export const traceInWords = (data: unknown): ReadonlyArray<string> => {
  const { trace: decided, eligibilityTrace } = (typeof data === 'object' && data !== null ? data : {}) as {
    readonly trace?: unknown
    readonly eligibilityTrace?: unknown
  }
  const trace = decided ?? eligibilityTrace
  if (!Array.isArray(trace)) return []
  return (trace as ReadonlyArray<RuleInTrace>).map(({ ruleId, facts, outcome, policyRef }) => {
    const given = Object.entries(facts).map(([name, value]) => `${name} = ${String(value)}`)
    const policy = policyRef === undefined ? '' : ` (${policyRef.policyId}, version ${policyRef.version})`
    return `${ruleId}: ${outcome}${given.length === 0 ? '' : `, since ${given.join(', ')}`}${policy}`
  })
}

interface RuleInTrace {
  readonly ruleId: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly outcome: string
  readonly policyRef?: { readonly policyId: string; readonly version: number }
}

export interface MetadataInWords {
  readonly eventId: string
  readonly occurredAt: string
  readonly recordedAt: string
  readonly by: string
}

/** Metadata that may lack anything. */
export const metadataInWords = ({ metadata }: HistoryEvent): MetadataInWords => {
  const known = (typeof metadata === 'object' && metadata !== null ? metadata : {}) as {
    readonly [name: string]: unknown
  }
  const text = (name: string): string => (typeof known[name] === 'string' ? known[name] : 'not known')
  const actor = known.actor as { readonly kind?: unknown; readonly id?: unknown } | undefined
  return {
    eventId: text('eventId'),
    occurredAt: instantInWords(text('occurredAt')),
    recordedAt: instantInWords(text('recordedAt')),
    by: actor === undefined ? 'not known' : `${String(actor.kind)} ${String(actor.id)}`,
  }
}
