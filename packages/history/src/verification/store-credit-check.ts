import { storeCreditAggregate } from '@aftersale/domain'
import { isStoreCreditEvent, type StoreCreditEvent } from '@aftersale/domain/events'
import { type AggregateCheck, type CreditNamed, sumOf } from './stream-check.js'

/** That a credit never gives out more than it holds, counted again from its events, and can be replayed from them. */
export const storeCreditCheck = (creditId: string): AggregateCheck => {
  const storeCredit: { issued?: CreditNamed } = {}
  const faultsOfBook = creditBook()
  let state = storeCreditAggregate.decider.initial
  return {
    storeCredit,
    faultsOf: (event) => {
      const { type } = event
      if (!isStoreCreditEvent(event)) return [`${type} does not belong into the stream of a store credit`]
      const faults = faultsOfBook(event).map((fault) => `${type}: ${fault}`)
      if (event.data.creditId !== creditId) faults.unshift(`it speaks of store credit ${event.data.creditId}`)
      if (event.type === 'StoreCreditIssued') storeCredit.issued ??= named(event.data)
      try {
        state = storeCreditAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}

type Issued = Extract<StoreCreditEvent, { readonly type: 'StoreCreditIssued' }>['data']

const named = ({ minor, currency, cause }: Issued): CreditNamed => ({
  sum: sumOf(minor, currency),
  ...(cause.aggregate === 'returnCase' ? { returnCaseId: cause.id } : {}),
})

/** The balance, what is set aside of it by authorisation, and what is left of each capture to be given back. */
const creditBook = (): ((event: StoreCreditEvent) => ReadonlyArray<string>) => {
  let issued: Issued | undefined
  let isInvalid = false
  let balance = 0n
  const setAside = new Map<string, bigint>()
  const captures = new Map<string, bigint>()
  const setAsideInAll = (): bigint => [...setAside.values()].reduce((sum, minor) => sum + minor, 0n)
  const spend = (authorisationId: string, minor: bigint, what: string): ReadonlyArray<string> => {
    const open = setAside.get(authorisationId)
    if (open === undefined) return [`authorisation ${authorisationId} was never made`]
    setAside.set(authorisationId, open - minor)
    return minor > open ? [`${minor} is ${what} of the ${open} that authorisation ${authorisationId} sets aside`] : []
  }

  const book = (event: StoreCreditEvent): ReadonlyArray<string> => {
    switch (event.type) {
      case 'StoreCreditIssued':
        if (issued !== undefined) return ['it was issued before']
        issued = event.data
        balance = event.data.minor
        return []
      case 'StoreCreditClaimed':
        return []
      case 'StoreCreditAuthorised': {
        const { authorisationId, minor } = event.data
        if (setAside.has(authorisationId)) return [`authorisation ${authorisationId} was made before`]
        setAside.set(authorisationId, minor)
        return []
      }
      case 'StoreCreditCaptured': {
        const { authorisationId, captureId, minor } = event.data
        if (captures.has(captureId)) return [`capture ${captureId} was made before`]
        captures.set(captureId, minor)
        balance -= minor
        return spend(authorisationId, minor, 'captured')
      }
      case 'StoreCreditVoided':
        return spend(event.data.authorisationId, event.data.minor, 'set free')
      case 'StoreCreditCredited': {
        const { captureId, minor } = event.data
        const left = captures.get(captureId)
        if (left === undefined) return [`capture ${captureId} was never made`]
        captures.set(captureId, left - minor)
        balance += minor
        return minor > left ? [`${minor} is given back of the ${left} that is left of capture ${captureId}`] : []
      }
      case 'StoreCreditExpired':
        balance -= event.data.minor
        return []
      case 'StoreCreditInvalidated': {
        const { minor } = event.data
        const held = balance
        isInvalid = true
        balance -= minor
        return minor === held ? [] : [`${minor} is lost of the ${held} that it holds`]
      }
    }
  }

  return (event) => {
    const before = [
      ...(issued === undefined && event.type !== 'StoreCreditIssued' ? ['it comes before the credit was issued'] : []),
      ...(isInvalid ? ['it comes after the credit was made invalid'] : []),
      ...(issued !== undefined && 'currency' in event.data && event.data.currency !== issued.currency
        ? [`it is of ${event.data.currency}, the credit of ${issued.currency}`]
        : []),
    ]
    const faults = [...before, ...book(event)]
    const spoken = setAsideInAll()
    return balance < spoken || balance < 0n
      ? [...faults, `${spoken} is set aside of the ${balance} that it holds`]
      : faults
  }
}
