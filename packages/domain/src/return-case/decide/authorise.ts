import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, laterOf, sameContent } from '@aftersale/messages'
import { shipByUnder } from '../../policy/return-policy/deadlines-under.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import type { AuthoriseReturn } from '../commands.js'
import type { Draw } from '../draw.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { previewOf } from './preview.js'
import { decidedAlready, pendingReservations, type ReturnCaseDecision } from './refusals.js'
import { termsDiffer } from './terms-in-force.js'

/** Only what every purchase drawn on has reserved: the customer is promised nothing that another may take. */
export const authoriseReturn = ({ data }: AuthoriseReturn, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCase } = state
  const { authorisation, draws, request } = returnCase
  if (authorisation !== undefined && isRepeated(authorisation, data)) return alreadyDone
  const blocked = decidedAlready(state)
  if (blocked !== undefined) return reject(blocked)
  const pending = pendingReservations(returnCase)
  if (pending.length > 0) return reject({ reason: 'UnitsNotReserved', reservationIds: pending })
  if (state.status === 'in-review' && !PEOPLE.has(data.authorisedBy.kind)) return reject({ reason: 'ReviewNeeded' })
  const terms = draws.map((draw) => ({ draw, terms: termsFor(data, draw) }))
  const { currency } = request
  const termsOf = (draw: Draw): ReturnTerms => termsFor(data, draw) ?? data.terms
  if (currency === undefined || terms.some((one) => one.terms === undefined)) return reject(termsDiffer(returnCase))

  const { returnCaseId, authorisationId, returnAddressRef, label, authorisedBy, authorisedAt } = data
  const goodsKept = data.goodsKept === true || request.kind === 'missing'
  const shipBy = goodsKept ? undefined : latestShipBy(returnCase, authorisedAt, termsOf)
  const { wayBackPaidBy, trace, ...preview } = previewOf(returnCase, currency, label !== undefined, termsOf)
  return accept([
    {
      type: 'ReturnAuthorised',
      data: {
        returnCaseId,
        authorisationId,
        ...(shipBy === undefined ? {} : { shipBy: shipBy.instant }),
        ...(returnAddressRef === undefined ? {} : { returnAddressRef }),
        ...(label === undefined ? {} : { label: { ...label, paidBy: wayBackPaidBy } }),
        ...(goodsKept ? { goodsKept } : {}),
        wayBackPaidBy,
        preview,
        trace: [...(shipBy?.trace ?? []), ...trace],
        authorisedBy,
        authorisedAt,
      },
    },
  ])
}

const PEOPLE: ReadonlySet<string> = new Set(['agent', 'partner'])

/** The preview and what follows from the terms are left out: they are the authorisation's own. */
const isRepeated = (
  known: NonNullable<ReturnCase['authorisation']>,
  { terms: _, otherTerms: __, goodsKept: ___, ...asked }: AuthoriseReturn['data'],
): boolean => {
  const { returnCaseId, authorisationId, returnAddressRef, label, authorisedBy, authorisedAt } = known
  const { paidBy: ____, ...sent } = label ?? { paidBy: undefined }
  return sameContent(asked, {
    returnCaseId,
    authorisationId,
    returnAddressRef,
    label: label === undefined ? undefined : sent,
    authorisedBy,
    authorisedAt,
  })
}

const termsFor = ({ terms, otherTerms = [] }: AuthoriseReturn['data'], { policyRef }: Draw): ReturnTerms | undefined =>
  [terms, ...otherTerms].find(
    ({ policy }) => policy.policyId === policyRef.policyId && policy.version === policyRef.version,
  )

/** Of several rights in one case the longest time to send it back. */
const latestShipBy = (
  { draws, request: { requestedAt, evidence } }: ReturnCase,
  authorisedAt: Instant,
  termsOf: (draw: Draw) => ReturnTerms,
): { readonly instant: Instant; readonly trace: RuleTrace } | undefined => {
  const all = draws.flatMap((draw) => {
    const zone = evidence.find(({ purchaseId }) => purchaseId === draw.purchaseId)?.zone
    return zone === undefined
      ? []
      : [shipByUnder(termsOf(draw), { judgedAs: draw.judgedAs, by: draw.by, requestedAt, authorisedAt, zone })]
  })
  return all.reduce<{ readonly instant: Instant; readonly trace: RuleTrace } | undefined>(
    (latest, { shipByEndsAtExclusive: instant, trace }) =>
      latest === undefined || laterOf(latest.instant, instant) !== latest.instant ? { instant, trace } : latest,
    undefined,
  )
}
