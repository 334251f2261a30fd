import type { HelpDeskFacts, IssueFact } from '@aftersale/read-models'
import { type Case, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import type { KeyPart, Scope } from '../answering/question.js'
import { topicOf } from '../answering/segment.js'
import { failure, success, type Verdict } from '../answering/verdict.js'

const name = 'repeat-contact'

/** How many openings come soon after the last one of the same customer, topic, unit … */
export const repeatContact: Metric = {
  definition: {
    name,
    title: 'Repeat contact',
    question: 'How many openings come soon after the previous one of the same key?',
    numerator:
      'Openings no later than the window after the previous opening of the same key, in the period or before it. Of two at the same time, either is the previous of the other, but not both: the one of the lesser issue id is.',
    denominator: 'Openings.',
    population:
      "Tickets opened in the period, follow-up tickets among them. The key (`customer` by default; any of customer, topic, category, subcategory, asset, purchase) is that of the issue's first ticket.",
    window: 'P7D by default, in elapsed time; its last instant is in it.',
    exclusions: 'test, spam, cancelled, merged, incomplete, unknown-key (a part of the key is not known).',
    atZero: 'null',
    variants: { share: 'their share', count: 'their number' },
    unit: 'ratio; count for `count`',
    source: 'Figures beside the numbered definitions of the after-sales metrics.',
  },

  figures: (facts, scope) => {
    const { text, milliseconds } = scope.windowOr('P7D')
    return measured<Opening>(
      openingsIn(facts, scope),
      [
        {
          metric: name,
          variants: { share: 'share', count: 'count' },
          judge: (opening) => ({ at: opening.at, verdict: verdictOn(opening, milliseconds) }),
          evidenceOf: ({ at, eventId, previous }) =>
            previous !== undefined && at - previous.at <= milliseconds ? [previous.eventId, eventId] : [eventId],
          parameters: { window: text, key: scope.key.join(',') },
        },
      ],
      scope,
    )
  },
}

interface Opening extends Case {
  readonly at: number
  readonly eventId: string
  readonly key: string | undefined
  previous: Opening | undefined
}

const verdictOn = ({ exclusion, key, at, previous }: Opening, window: number): Verdict => {
  if (exclusion !== undefined) return { excluded: exclusion }
  if (key === undefined) return { excluded: 'unknown-key' }
  return previous !== undefined && at - previous.at <= window ? success : failure
}

/** Every opening, in order of time (of the same time, in that of the issues), with the previous one of its key. */
const openingsIn = ({ issues }: HelpDeskFacts, { key }: Scope): ReadonlyArray<Opening> => {
  const openings: Array<Opening> = []
  for (const issue of issues) {
    const { circumstances, exclusion, excludedBy } = issue
    const keyOfIssue = keyOf(issue, key)
    for (const { at, eventId } of issue.tickets) {
      openings.push({ at, eventId, key: keyOfIssue, circumstances, exclusion, excludedBy, previous: undefined })
    }
  }
  openings.sort((left, right) => left.at - right.at)
  const latest = new Map<string, Opening>()
  for (const opening of openings) {
    if (opening.key === undefined || opening.exclusion !== undefined) continue
    opening.previous = latest.get(opening.key)
    latest.set(opening.key, opening)
  }
  return openings
}

const keyOf = ({ circumstances }: IssueFact, parts: ReadonlyArray<KeyPart>): string | undefined => {
  const values: Array<string> = []
  for (const part of parts) {
    const value = partOf(part, circumstances)
    if (value === undefined) return undefined
    values.push(value)
  }
  return values.length === 1 ? values[0] : JSON.stringify(values)
}

const partOf = (part: KeyPart, of: IssueFact['circumstances']): string | undefined => {
  switch (part) {
    case 'customer':
      return of.customerId
    case 'topic':
      return topicOf(of) ?? undefined
    case 'category':
      return of.category
    case 'subcategory':
      return of.subcategory
    case 'asset':
      return of.assetId
    case 'purchase':
      return of.purchaseId
  }
}
