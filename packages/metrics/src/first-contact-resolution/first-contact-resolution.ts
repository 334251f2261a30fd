import type { IssueFact } from '@aftersale/read-models'
import { contactEvidenceOf, evidenceOf, replyEvidenceOf, spanEvidenceOf } from '../answering/evidence.js'
import { type Measure, measured } from '../answering/measured.js'
import type { Metric } from '../answering/metric.js'
import { failure, type Judged, onceEach, success, type Verdict } from '../answering/verdict.js'
import { firstResolutionOf, judgeFirstContact } from './first-contact.js'
import { type RelatedContacts, relatedContacts } from './related-contacts.js'
import { judgeReturns, judgeTouches } from './resolved-issues.js'

const name = 'first-contact-resolution'

/** Of the issues first heard of in the period, those that the first contact settled. */
export const firstContactResolution: Metric = {
  definition: {
    name,
    title: 'First contact resolution',
    question: 'How many issues did the first contact settle?',
    numerator:
      'Issues resolved after exactly one contact, never reopened, and without a further contact on the same issue in the window after the (first) resolution, on any channel.',
    denominator: 'Those and the failed ones. A failure counts at once, a success when its window has passed.',
    population:
      'Issues whose first contact lies in the period. A contact is a session the customer began: one call, one chat, the mails before the next reply. The same issue is the same issue id, or the same customer, unit (or purchase) and topic, each of them known.',
    window: 'P7D by default, in elapsed time from the resolution; its last instant is in it.',
    exclusions:
      'test, spam, cancelled (opened by mistake), merged (its contacts count on the ticket that stayed), incomplete (the opening is missing), outbound (the desk reached out and the customer did not come back), no-contact (nobody asked). Pending: at most one contact so far, and not resolved or the window not over; an issue closed without ever being resolved stays so.',
    atZero: 'null',
    variants: {
      gross: 'as above',
      net: 'without issues that cannot be resolved at a first contact, whoever answers (site visit, part, legal): excluded as `beyond-first-contact`',
      'lower-bound': 'gross, if every pending issue failed',
      'upper-bound': 'gross, if every pending issue succeeded',
      'zero-customer-interactions':
        'of the resolved issues, those on which the customer had not come back before the first resolution, whatever happened after it (as Freshservice counts)',
      'one-touch': 'of the resolved issues, those with fewer than two public replies by persons (as Zendesk counts)',
      'two-touch': 'of the resolved issues, those with exactly two',
      'multi-touch':
        'of the resolved issues, those with three or more: the three touches partition the resolved issues',
    },
    unit: 'ratio',
    source: 'Definition 3 of the after-sales metrics; variants named after the systems that count that way.',
  },

  figures: (facts, scope) => {
    const { text, milliseconds } = scope.windowOr('P7D')
    const related = relatedContacts(facts.issues)
    const judge = onceEach(judgeFirstContact(scope, milliseconds, related))
    const judgeNet = (issue: IssueFact): Judged => {
      const judged = judge(issue)
      const beyond = issue.beyondFirstContact !== undefined && judged.verdict.excluded === undefined
      return beyond ? { ...judged, verdict: { excluded: 'beyond-first-contact' } } : judged
    }
    const judgePendingAs =
      (verdict: Verdict) =>
      (issue: IssueFact): Judged => {
        const judged = judge(issue)
        return judged.verdict.pending === true ? { ...judged, verdict } : judged
      }
    const share = (
      variant: string,
      judgeAs: (issue: IssueFact) => Judged,
      restsOn: (issue: IssueFact) => ReadonlyArray<string>,
      parameters: Readonly<Record<string, string>> = {},
    ): Measure<IssueFact> => ({
      metric: name,
      variants: { [variant]: 'share' },
      judge: judgeAs,
      evidenceOf: (issue) => [...spanEvidenceOf(issue), ...restsOn(issue)],
      parameters,
    })
    const behind = contactsWithin(related, milliseconds)
    const windowed = (
      variant: string,
      judgeAs: (issue: IssueFact) => Judged,
      more: (issue: IssueFact) => ReadonlyArray<string> = () => [],
    ) => share(variant, judgeAs, (issue) => [...behind(issue), ...more(issue)], { window: text })

    const measures = [
      windowed('gross', judge),
      windowed('net', judgeNet, ({ beyondFirstContact }) => evidenceOf([beyondFirstContact])),
      windowed('lower-bound', judgePendingAs(failure)),
      windowed('upper-bound', judgePendingAs(success)),
      share('zero-customer-interactions', judgeReturns, contactEvidenceOf),
      share('one-touch', judgeTouches(0, 1), replyEvidenceOf),
      share('two-touch', judgeTouches(2, 2), replyEvidenceOf),
      share('multi-touch', judgeTouches(3, Number.POSITIVE_INFINITY), replyEvidenceOf),
    ]
    return measured(facts.issues, measures, scope)
  },
}

/** Its own contacts, and those on other issues that speak against it. */
const contactsWithin =
  (related: RelatedContacts, window: number) =>
  (issue: IssueFact): ReadonlyArray<string> => {
    const until = (firstResolutionOf(issue)?.at ?? Number.POSITIVE_INFINITY) + window
    return [...contactEvidenceOf(issue), ...evidenceOf([...related(issue, until)])]
  }
