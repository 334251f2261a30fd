import type { StoreCreditEvent } from '@aftersale/domain'

interface Authorisation {
  open: bigint
  /** No piece may follow: it was voided, or its last one is taken. */
  end: 'voided' | 'captured to its last piece' | undefined
}

/** The first thing wrong in the history of a store credit, counted from its events alone. */
export const faultOfCredit = (events: ReadonlyArray<StoreCreditEvent>): string | undefined => {
  const { told, atTheEnd } = countingCredit()
  for (const [index, event] of events.entries()) {
    const fault = told(event)
    if (fault !== undefined) return `event ${index} (${event.type}): ${fault}`
  }
  return atTheEnd()
}

const countingCredit = () => {
  const authorisations = new Map<string, Authorisation>()
  const captures = new Map<string, { readonly minor: bigint; credited: bigint }>()
  let [isIssued, isClaimed, isExpired, isInvalid] = [false, false, false, false]
  let balance = 0n
  let currency = ''
  let validUntil: string | undefined

  const setAside = (): bigint => [...authorisations.values()].reduce((sum, { open }) => sum + open, 0n)

  /** What the decision before has to have done by now, all of it. */
  const leftUndone = (): string | undefined => {
    if (isExpired && balance !== setAside()) return `${balance - setAside()} is free after the last day`
    const left = [...authorisations].find(([, { open, end }]) => end !== undefined && open > 0n)
    return left === undefined
      ? undefined
      : `authorisation ${left[0]} was ${left[1].end}, and ${left[1].open} is set aside`
  }

  const isOver = (at: string): boolean => isExpired || (validUntil !== undefined && at >= validUntil)

  const inForeign = (found: string): string | undefined =>
    found === currency ? undefined : `it is in ${found}, and the credit in ${currency}`

  const moved = (event: StoreCreditEvent): string | undefined => {
    switch (event.type) {
      case 'StoreCreditIssued':
        if (isIssued) return 'it is issued twice'
        isIssued = true
        balance = event.data.minor
        currency = event.data.currency
        validUntil = event.data.validUntil
        return undefined
      case 'StoreCreditClaimed':
        if (isClaimed) return 'it is claimed twice'
        isClaimed = true
        return undefined
      case 'StoreCreditAuthorised': {
        const { authorisationId, minor, authorisedAt } = event.data
        if (authorisations.has(authorisationId)) return `authorisation ${authorisationId} is given twice`
        if (isOver(authorisedAt)) return `${minor} is set aside after the last day`
        const free = balance - setAside()
        authorisations.set(authorisationId, { open: minor, end: undefined })
        return minor > free ? `${minor} is set aside of ${free}` : inForeign(event.data.currency)
      }
      case 'StoreCreditCaptured': {
        const { authorisationId, captureId, minor, isLast } = event.data
        const authorisation = authorisations.get(authorisationId)
        if (authorisation === undefined) return `${minor} is captured of what nobody set aside`
        if (captures.has(captureId)) return `capture ${captureId} is taken twice`
        if (authorisation.end !== undefined) return `${minor} is captured of what was ${authorisation.end}`
        if (minor > authorisation.open) return `${minor} is captured of ${authorisation.open} that is set aside`
        captures.set(captureId, { minor, credited: 0n })
        authorisation.open -= minor
        balance -= minor
        if (isLast) authorisation.end = 'captured to its last piece'
        return inForeign(event.data.currency)
      }
      case 'StoreCreditVoided': {
        const { authorisationId, minor } = event.data
        const authorisation = authorisations.get(authorisationId)
        if (authorisation === undefined || authorisation.end === 'voided' || minor !== authorisation.open) {
          return `${minor} is voided of ${authorisation?.open ?? 'nothing'} that is set aside`
        }
        authorisation.open = 0n
        authorisation.end = 'voided'
        return undefined
      }
      case 'StoreCreditCredited': {
        const { captureId, minor, creditedAt, validUntil: later } = event.data
        const capture = captures.get(captureId)
        if (capture === undefined) return `${minor} is given back of what nobody captured`
        if (later !== undefined) {
          if (validUntil === undefined || later < validUntil) return `the last day is brought forward to ${later}`
          validUntil = later
          isExpired = false
        }
        if (isOver(creditedAt)) return `${minor} is given back after the last day`
        capture.credited += minor
        balance += minor
        return capture.credited > capture.minor
          ? `${capture.credited} is given back of ${capture.minor} that was captured`
          : inForeign(event.data.currency)
      }
      case 'StoreCreditExpired': {
        const { minor, expiredAt } = event.data
        if (!isExpired && (validUntil === undefined || expiredAt < validUntil)) return 'it expires before its last day'
        const free = balance - setAside()
        isExpired = true
        balance -= minor
        return minor === free ? undefined : `${minor} expires, and ${free} is free`
      }
      case 'StoreCreditInvalidated': {
        const { minor, spentMinor } = event.data
        const spent = [...captures.values()].reduce((sum, capture) => sum + capture.minor - capture.credited, 0n)
        isInvalid = true
        if (setAside() > 0n) return `${setAside()} stays set aside of what is taken back`
        if (minor !== balance || spentMinor !== spent) return `${minor} of ${balance} is taken back, ${spent} is spent`
        balance = 0n
        return undefined
      }
    }
  }

  /** These belong to the decision before, and do what is owed by then; taking back does all of it. */
  const isOwed = ({ type }: StoreCreditEvent): boolean =>
    type === 'StoreCreditVoided' || type === 'StoreCreditExpired' || type === 'StoreCreditInvalidated'

  const told = (event: StoreCreditEvent): string | undefined => {
    if (!isIssued && event.type !== 'StoreCreditIssued') return 'it was never issued'
    if (isInvalid) return 'it is used after it was taken back'
    const fault = (isOwed(event) ? undefined : leftUndone()) ?? moved(event)
    if (fault !== undefined) return fault
    return balance < 0n || setAside() > balance ? 'more is spent than was issued' : undefined
  }
  return { told, atTheEnd: leftUndone }
}
