import { type AuthoriseReturn, type ReturnCase, type ReturnRequested, returnCaseAggregate } from '@aftersale/domain'
import type { Actor, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, lookAt, nothing } from '../reaction.js'

/** The versions that a request was judged under, from wherever they are kept; nothing where one is not there. */
export type TermsOf = (
  request: Pick<ReturnRequested['data'], 'policyRef' | 'lawRef'>,
) => Pick<AuthoriseReturn['data'], 'terms' | 'otherTerms'> | undefined

/**
 * A return is authorised once every purchase holds what it draws on, or has refused it. Not where the policy asks for a
 * review: then a person does. `termsOf` gives the terms by their refs; where it has none, a person does, too.
 */
export const authoriseWhenAllUnitsAreReserved = (termsOf: TermsOf): Process =>
  onDomainEvents({
    name: 'authorise-when-all-units-are-reserved',
    reactsTo: ['ReturnUnitsReserved', 'ReturnReservationRefused'],
    react: ({ event: { type, data } }) => {
      const { returnCaseId } = data
      return lookAt(returnCaseAggregate, returnCaseId, ({ state }) => {
        if (state.status !== 'requested' || !allIsAnswered(state.returnCase)) return nothing
        const terms = termsOf(state.returnCase.request)
        if (terms === undefined) return nothing
        return issue(
          returnCaseAggregate,
          returnCaseId,
          {
            type: 'AuthoriseReturn',
            data: {
              returnCaseId,
              authorisationId: `authorisation-${returnCaseId}` as NonEmptyText,
              ...terms,
              // The customer keeps what is only made cheaper: nobody waits for it.
              ...(state.returnCase.request.wanted.remedy === 'price-reduction' ? { goodsKept: true } : {}),
              authorisedBy: { kind: 'system', id: 'authorise-when-all-units-are-reserved' } as Actor,
              authorisedAt: type === 'ReturnUnitsReserved' ? data.reservedAt : data.refusedAt,
            },
          },
          {
            whenRejected: ({ reason }) =>
              // Another answer came first, or the case ended.
              reason === 'TermsMissing' || reason === 'TermsDiffer' ? undefined : nothing,
          },
        )
      })
    },
  })

const allIsAnswered = ({ draws, reservations }: ReturnCase): boolean =>
  draws.length > 0 &&
  draws.every(({ reservationId }) => reservations.some((known) => known.reservationId === reservationId))
