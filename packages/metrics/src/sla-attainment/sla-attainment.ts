import type { ClockFact, HelpDeskFacts } from '@aftersale/read-models'
import { type Case, type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import { failure, type Judged, pending, success } from '../answering/verdict.js'
import { clockEvidenceOf, verdictOn } from './clock-verdict.js'

const name = 'sla-attainment'

/** How much of what service levels promise about time is met, clock by clock. */
export const slaAttainment: Metric = {
  definition: {
    name,
    title: 'SLA attainment',
    question: 'How much of what the service level promises about time is met?',
    numerator: 'Clocks met: stopped no later than due.',
    denominator:
      'Clocks met or breached. A clock is breached at its due instant whether or not the breach was recorded by then, and even if it never is stopped.',
    population: 'Clocks started in the period, each kind of target on its own.',
    window: 'none: each clock has its own target',
    exclusions:
      'test, spam, cancelled, merged, incomplete (the start is missing), withdrawn (given up without a verdict), continued (the clock of a later episode took its place, and has the verdict for both). Pending: paused or not due yet, and not met.',
    atZero: 'null',
    variants: {
      'first-response': 'opening to first public reply',
      'next-response': 'customer contact to next public reply',
      resolution: 'opening to resolution',
      'visit-arrival': 'opening or reopening to the arrival of somebody at the customer',
      combined:
        'of tickets with a clock started in the period (counted by their first), those whose clocks were all met',
    },
    unit: 'ratio',
    source: 'Definition 6 of the after-sales metrics.',
  },

  figures: (facts, scope) => [
    ...measured(
      facts.clocks,
      clockKinds.map((kind) => clocksOf(kind, scope)),
      scope,
    ),
    ...measured<TicketClocks>(
      clocksByTicket(facts),
      [
        {
          metric: name,
          variants: { combined: 'share' },
          judge: (ticket) => judgeAll(ticket, scope.asOf),
          evidenceOf: ({ clocks }) => clocks.flatMap(clockEvidenceOf),
        },
      ],
      scope,
    ),
  ],
}

const clockKinds = ['first-response', 'next-response', 'resolution', 'visit-arrival'] as const

const clocksOf = (kind: (typeof clockKinds)[number], { asOf }: Scope): Measure<ClockFact> => ({
  metric: name,
  variants: { [kind]: 'share' },
  judge: (clock) => (clock.kind === kind ? judgeClock(clock, asOf) : undefined),
  evidenceOf: clockEvidenceOf,
})

const judgeClock = (clock: ClockFact, asOf: number): Judged => ({
  at: clock.started.at,
  verdict: verdictOn(clock, asOf),
})

interface TicketClocks extends Case {
  readonly clocks: ReadonlyArray<ClockFact>
}

const clocksByTicket = ({ clocks }: HelpDeskFacts): ReadonlyArray<TicketClocks> => {
  const byTicket = new Map<string, TicketClocks & { readonly clocks: Array<ClockFact> }>()
  for (const clock of clocks) {
    const { serviceTicketId, circumstances, excludedBy } = clock
    const known = byTicket.get(serviceTicketId)
    if (known === undefined) byTicket.set(serviceTicketId, { circumstances, excludedBy, clocks: [clock] })
    else known.clocks.push(clock)
  }
  return [...byTicket.values()]
}

/** One breach breaches the ticket; it is met when every clock with a verdict is met and none is left to wait for. */
const judgeAll = ({ clocks }: TicketClocks, asOf: number): Judged => {
  const at = Math.min(...clocks.map(({ started }) => started.at))
  const verdicts = clocks.map((clock) => verdictOn(clock, asOf))
  if (verdicts.includes(failure)) return { at, verdict: failure }
  if (verdicts.includes(pending)) return { at, verdict: pending }
  if (verdicts.includes(success)) return { at, verdict: success }
  return { at, verdict: verdicts[0] ?? pending }
}
