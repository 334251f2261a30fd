import type { DutyFact, DutyToTell } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { failure, pending, success, type Verdict } from '../answering/verdict.js'

const name = 'missing-duties'

/** Which duties to tell the customer something were not met? */
export const missingDuties: Metric = {
  definition: {
    name,
    title: 'Missing duties',
    question: 'How often is a customer not told in time what a seller has to tell them?',
    numerator:
      'Duties that were not met by then: nobody had said who answers for the failure, at the first contact about it; that a repair makes the seller liable for longer, before the remedy was chosen; or what the warranty asks of whoever claims, before the purchase.',
    denominator: 'Duties that fell due. One that is met before it falls due counts at once.',
    population:
      'By duty: claims reported in the period, refused ones too; claims approved in the period under a layer of the law, where a repair makes the seller liable for longer; warranties of purchases made in the period that ask for something the law does not. What would tie the product to the parts or service of one maker binds nobody, and need not be shown.',
    window: 'none',
    exclusions: 'incomplete (the claim or the warranty is missing). Pending: not met yet, and there is time.',
    atZero: 'null',
    variants: {
      'responsible-party': 'who answers for the failure, and whom to turn to',
      'repair-extension': 'that a repair makes the seller liable for longer',
      conditions: 'what the warranty asks for; a warranty of which one condition was not shown counts once',
    },
    unit: 'ratio',
    source: 'The missing-duties view of the warranty register; the duties are those of the legal packs.',
  },
  figures: ({ duties }, scope) =>
    measured<DutyFact>(duties, (['responsible-party', 'repair-extension', 'conditions'] as const).map(measure), scope),
}

const measure = (duty: DutyToTell): Measure<DutyFact> => ({
  metric: name,
  variants: { [duty]: 'share' },
  judge: (row) => (row.duty === duty ? { at: row.arose.at, verdict: verdictOn(row) } : undefined),
  evidenceOf: ({ arose, fellDue, met }) => [...new Set(evidenceOf([arose, fellDue, met]))],
})

const verdictOn = ({ exclusion, metInTime, fellDue }: DutyFact): Verdict => {
  if (exclusion !== undefined) return { excluded: exclusion }
  if (metInTime) return failure
  return fellDue === undefined ? pending : success
}
