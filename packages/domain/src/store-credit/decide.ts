import { accept, alreadyDone, type Decision, reject } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
import { endOfDay, type LocalDate, localDateOf } from '../calendar/local-date.js'
import { commandedAt } from './commanded-at.js'
import type {
  AuthoriseStoreCredit,
  CaptureStoreCredit,
  ClaimStoreCredit,
  CreditStoreCredit,
  ExpireStoreCredit,
  InvalidateStoreCredit,
  IssueStoreCredit,
  StoreCreditCommand,
  VoidStoreCredit,
} from './commands.js'
import type { StoreCreditEvent, StoreCreditExpired } from './events.js'
import type { StoreCreditRejection } from './rejections.js'
import { wasCarriedOut } from './repetition.js'
import { type CreditAccount, freeMinorOf, type StoreCreditState } from './state.js'

type StoreCreditDecision = Decision<StoreCreditEvent, StoreCreditRejection>

type ValidState = Extract<StoreCreditState, { readonly status: 'active' | 'expired' }>

export const decide = (command: StoreCreditCommand, state: StoreCreditState): StoreCreditDecision => {
  if (state.status === 'not-issued') {
    return command.type === 'IssueStoreCredit' ? issue(command) : reject({ reason: 'CreditNotIssued' })
  }
  const { issued } = state.credit
  if (command.data.creditId !== issued.creditId) {
    return reject({ reason: 'AddressedToAnotherCredit', creditId: issued.creditId })
  }
  if (wasCarriedOut(command, state.credit)) return alreadyDone
  if (command.type === 'IssueStoreCredit') return reject({ reason: 'CreditAlreadyIssued', issuedAt: issued.issuedAt })
  if ('currency' in command.data && command.data.currency !== issued.currency) {
    return reject({ reason: 'CurrencyMismatch', expected: issued.currency, found: command.data.currency })
  }
  if (commandedAt(command) < issued.issuedAt) return reject({ reason: 'BeforeIssue', issuedAt: issued.issuedAt })
  if (state.status === 'invalidated') {
    const { because, invalidatedAt } = state.invalidated
    return command.type === 'ExpireStoreCredit' || command.type === 'InvalidateStoreCredit'
      ? alreadyDone
      : reject({ reason: 'CreditInvalid', because, invalidatedAt })
  }
  switch (command.type) {
    case 'ClaimStoreCredit':
      return claim(command, state)
    case 'AuthoriseStoreCredit':
      return authorise(command, state)
    case 'CaptureStoreCredit':
      return capture(command, state)
    case 'VoidStoreCredit':
      return voidAuthorisation(command, state)
    case 'CreditStoreCredit':
      return creditBack(command, state)
    case 'ExpireStoreCredit':
      return expire(command, state)
    case 'InvalidateStoreCredit':
      return invalidate(command, state)
  }
}

const issue = ({ data }: IssueStoreCredit): StoreCreditDecision => {
  const { creditId, customerId, claimCode, minor, currency, expiry, cause, issuedAt } = data
  if ((customerId === undefined) === (claimCode === undefined)) {
    const [customerGiven, claimCodeGiven] = [customerId !== undefined, claimCode !== undefined]
    return reject({ reason: 'CreditHolderUnclear', customerGiven, claimCodeGiven })
  }
  if (minor === 0n) return reject({ reason: 'NothingToMove' })
  if (expiry !== undefined) {
    const { expiresOn, zone } = expiry
    const issuedOn = localDateOf(issuedAt, zone)
    if (expiresOn === LAST_DAY) return reject({ reason: 'ExpiryOutOfCalendar', expiresOn })
    if (expiresOn < issuedOn) return reject({ reason: 'ExpiryBeforeIssue', expiresOn, issuedOn })
  }
  const holder = customerId === undefined ? (claimCode === undefined ? {} : { claimCode }) : { customerId }
  const end = expiry === undefined ? {} : { expiry, validUntil: endOfDay(expiry.expiresOn, expiry.zone) }
  return accept([
    { type: 'StoreCreditIssued', data: { creditId, ...holder, minor, currency, ...end, cause, issuedAt } },
  ])
}

/** Its end, at 24:00, can't be written. */
const LAST_DAY = '9999-12-31' as LocalDate

const claim = ({ data }: ClaimStoreCredit, state: ValidState): StoreCreditDecision => {
  const { issued, claimedBy } = state.credit
  const { creditId, claimCode, customerId, claimedAt } = data
  if (issued.claimCode === undefined) return reject({ reason: 'NotToBeClaimed' })
  if (issued.claimCode !== claimCode) return reject({ reason: 'ClaimCodeWrong' })
  if (claimedBy !== undefined) return reject({ reason: 'ClaimedByAnother' })
  const over = overAt(claimedAt, state)
  if (over !== undefined) return reject({ reason: 'CreditOverSince', validUntil: over })
  return accept([{ type: 'StoreCreditClaimed', data: { creditId, customerId, claimedAt } }])
}

const authorise = ({ data }: AuthoriseStoreCredit, state: ValidState): StoreCreditDecision => {
  const { creditId, authorisationId, minor, currency, authorisedAt } = data
  if (authorisationOf(state.credit, authorisationId) !== undefined) {
    return reject({ reason: 'AuthorisationIdReused', authorisationId })
  }
  if (!isHolder(data, state.credit)) return reject({ reason: 'NotTheHolder' })
  if (minor === 0n) return reject({ reason: 'NothingToMove' })
  const over = overAt(authorisedAt, state)
  if (over !== undefined) return reject({ reason: 'CreditOverSince', validUntil: over })
  const freeMinor = freeMinorOf(state.credit)
  if (minor > freeMinor) return reject({ reason: 'BalanceTooLow', freeMinor, askedMinor: minor })
  return accept([{ type: 'StoreCreditAuthorised', data: { creditId, authorisationId, minor, currency, authorisedAt } }])
}

/** A code that was claimed is worth nothing any more: its customer has the credit. */
const isHolder = (
  { customerId, claimCode }: AuthoriseStoreCredit['data'],
  { issued, claimedBy }: CreditAccount,
): boolean => {
  const holder = issued.customerId ?? claimedBy
  return holder === undefined ? claimCode !== undefined && claimCode === issued.claimCode : customerId === holder
}

const capture = ({ data }: CaptureStoreCredit, state: ValidState): StoreCreditDecision => {
  const { creditId, authorisationId, captureId, minor, currency, isLast, capturedAt } = data
  const { credit } = state
  if (credit.captures.some(({ captured }) => captured.captureId === captureId)) {
    return reject({ reason: 'CaptureIdReused', captureId })
  }
  const authorisation = authorisationOf(credit, authorisationId)
  if (authorisation === undefined) return reject({ reason: 'AuthorisationUnknown', authorisationId })
  if (minor === 0n) return reject({ reason: 'NothingToMove' })
  const { openMinor } = authorisation
  if (minor > openMinor)
    return reject({ reason: 'AuthorisationExceeded', authorisationId, openMinor, askedMinor: minor })

  const captured: StoreCreditEvent = {
    type: 'StoreCreditCaptured',
    data: { creditId, authorisationId, captureId, minor, currency, isLast, capturedAt },
  }
  const restMinor = openMinor - minor
  return accept([
    captured,
    ...(isLast && restMinor > 0n ? freed({ creditId, authorisationId, minor: restMinor, at: capturedAt }, state) : []),
  ])
}

const voidAuthorisation = ({ data }: VoidStoreCredit, state: ValidState): StoreCreditDecision => {
  const { creditId, authorisationId, voidedAt } = data
  const authorisation = authorisationOf(state.credit, authorisationId)
  if (authorisation === undefined) return reject({ reason: 'AuthorisationUnknown', authorisationId })
  const { openMinor: minor } = authorisation
  if (minor === 0n) return reject({ reason: 'AuthorisationUsedUp', authorisationId })
  return accept(freed({ creditId, authorisationId, minor, at: voidedAt }, state))
}

/** What comes free after the last day is lost at once. */
const freed = (
  {
    creditId,
    authorisationId,
    minor,
    at,
  }: Pick<VoidStoreCredit['data'], 'creditId' | 'authorisationId'> & {
    readonly minor: bigint
    readonly at: Instant
  },
  { status }: ValidState,
): ReadonlyArray<StoreCreditEvent> => [
  { type: 'StoreCreditVoided', data: { creditId, authorisationId, minor, voidedAt: at } },
  ...(status === 'expired' ? [expired({ creditId, minor, expiredAt: at })] : []),
]

const creditBack = ({ data }: CreditStoreCredit, state: ValidState): StoreCreditDecision => {
  const { creditId, creditingId, captureId, minor, currency, extendsTo, creditedAt } = data
  const { credit } = state
  if (credit.creditings.some((credited) => credited.creditingId === creditingId)) {
    return reject({ reason: 'CreditingIdReused', creditingId })
  }
  const captured = credit.captures.find((each) => each.captured.captureId === captureId)
  if (captured === undefined) return reject({ reason: 'CaptureUnknown', captureId })
  if (minor === 0n) return reject({ reason: 'NothingToMove' })
  const leftMinor = captured.captured.minor - captured.creditedMinor
  if (minor > leftMinor) return reject({ reason: 'CaptureExceeded', captureId, leftMinor, askedMinor: minor })

  const credited = { creditId, creditingId, captureId, minor, currency, creditedAt }
  if (extendsTo === undefined) {
    const over = overAt(creditedAt, state)
    if (over !== undefined) return reject({ reason: 'CreditOverSince', validUntil: over })
    return accept([{ type: 'StoreCreditCredited', data: credited }])
  }
  if (credit.expiry === undefined) return reject({ reason: 'NeverExpires' })
  const { expiresOn, zone } = credit.expiry
  if (extendsTo < expiresOn) return reject({ reason: 'ExpiryBroughtForward', expiresOn })
  if (extendsTo === LAST_DAY) return reject({ reason: 'ExpiryOutOfCalendar', expiresOn: extendsTo })
  const validUntil = endOfDay(extendsTo, zone)
  if (creditedAt >= validUntil) return reject({ reason: 'CreditOverSince', validUntil })
  const expiry = { expiresOn: extendsTo, zone }
  return accept([{ type: 'StoreCreditCredited', data: { ...credited, expiry, validUntil } }])
}

const expire = ({ data: { creditId, dueAt } }: ExpireStoreCredit, state: ValidState): StoreCreditDecision => {
  if (state.status === 'expired' || state.credit.validUntil !== dueAt) return alreadyDone
  return accept([expired({ creditId, minor: freeMinorOf(state.credit), expiredAt: dueAt })])
}

const expired = (data: StoreCreditExpired['data']): StoreCreditExpired => ({ type: 'StoreCreditExpired', data })

const invalidate = ({ data }: InvalidateStoreCredit, { credit }: ValidState): StoreCreditDecision => {
  const { creditId, because, invalidatedAt } = data
  const voided = credit.authorisations.flatMap(({ authorised: { authorisationId }, openMinor }): StoreCreditEvent[] =>
    openMinor === 0n
      ? []
      : [{ type: 'StoreCreditVoided', data: { creditId, authorisationId, minor: openMinor, voidedAt: invalidatedAt } }],
  )
  const spentMinor = credit.captures.reduce((sum, each) => sum + each.captured.minor - each.creditedMinor, 0n)
  const minor = credit.balanceMinor
  return accept([
    ...voided,
    { type: 'StoreCreditInvalidated', data: { creditId, because, minor, spentMinor, invalidatedAt } },
  ])
}

const authorisationOf = ({ authorisations }: CreditAccount, authorisationId: string) =>
  authorisations.find(({ authorised }) => authorised.authorisationId === authorisationId)

/** The end of the last day where it lies behind, recorded or not. */
const overAt = (at: Instant, { credit: { validUntil }, status }: ValidState): Instant | undefined =>
  validUntil !== undefined && (status === 'expired' || at >= validUntil) ? validUntil : undefined
