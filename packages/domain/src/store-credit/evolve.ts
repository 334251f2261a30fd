import type { StoreCreditEvent } from './events.js'
import type { CreditAccount, CreditAuthorisation, StoreCreditState } from './state.js'

export const evolve = (state: StoreCreditState, event: StoreCreditEvent): StoreCreditState => {
  if (event.type === 'StoreCreditIssued') {
    const { minor: balanceMinor, expiry, validUntil } = event.data
    return {
      status: 'active',
      credit: {
        issued: event.data,
        balanceMinor,
        authorisations: [],
        captures: [],
        creditings: [],
        ...(expiry === undefined ? {} : { expiry }),
        ...(validUntil === undefined ? {} : { validUntil }),
      },
    }
  }
  return state.status === 'not-issued' ? state : evolveIssued(state, event)
}

type IssuedState = Exclude<StoreCreditState, { readonly status: 'not-issued' }>

const evolveIssued = (
  state: IssuedState,
  event: Exclude<StoreCreditEvent, { readonly type: 'StoreCreditIssued' }>,
): StoreCreditState => {
  const { credit } = state
  switch (event.type) {
    case 'StoreCreditClaimed':
      return { ...state, credit: { ...credit, claimedBy: event.data.customerId } }
    case 'StoreCreditAuthorised': {
      const authorisation = { authorised: event.data, openMinor: event.data.minor, voided: false }
      return { ...state, credit: { ...credit, authorisations: [...credit.authorisations, authorisation] } }
    }
    case 'StoreCreditCaptured': {
      const { authorisationId, minor } = event.data
      return {
        ...state,
        credit: {
          ...withAuthorisation(credit, authorisationId, ({ openMinor }) => ({ openMinor: openMinor - minor })),
          balanceMinor: credit.balanceMinor - minor,
          captures: [...credit.captures, { captured: event.data, creditedMinor: 0n }],
        },
      }
    }
    case 'StoreCreditVoided': {
      const { authorisationId, minor } = event.data
      return {
        ...state,
        credit: withAuthorisation(credit, authorisationId, ({ openMinor }) => ({
          openMinor: openMinor - minor,
          voided: true,
        })),
      }
    }
    case 'StoreCreditCredited': {
      const { captureId, minor, expiry, validUntil } = event.data
      return {
        status: 'active',
        credit: {
          ...credit,
          balanceMinor: credit.balanceMinor + minor,
          captures: credit.captures.map((capture) =>
            capture.captured.captureId === captureId
              ? { ...capture, creditedMinor: capture.creditedMinor + minor }
              : capture,
          ),
          creditings: [...credit.creditings, event.data],
          ...(expiry === undefined ? {} : { expiry }),
          ...(validUntil === undefined ? {} : { validUntil }),
        },
      }
    }
    case 'StoreCreditExpired': {
      const { minor, expiredAt } = event.data
      return { status: 'expired', expiredAt, credit: { ...credit, balanceMinor: credit.balanceMinor - minor } }
    }
    case 'StoreCreditInvalidated': {
      const { minor } = event.data
      return {
        status: 'invalidated',
        invalidated: event.data,
        credit: { ...credit, balanceMinor: credit.balanceMinor - minor },
      }
    }
  }
}

const withAuthorisation = (
  credit: CreditAccount,
  authorisationId: string,
  change: (authorisation: CreditAuthorisation) => Partial<CreditAuthorisation>,
): CreditAccount => ({
  ...credit,
  authorisations: credit.authorisations.map((authorisation) =>
    authorisation.authorised.authorisationId === authorisationId
      ? { ...authorisation, ...change(authorisation) }
      : authorisation,
  ),
})
