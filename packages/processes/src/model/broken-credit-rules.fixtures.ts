import type { StoreCreditState } from '@aftersale/domain'
import { type BrokenRule, type CreditAccount, creditDecidingOn, creditRecordingAs, rich } from './breaking.fixtures.js'

// The rules of store credit, one left out each.

const withAccount =
  (change: (credit: CreditAccount) => Partial<CreditAccount>) =>
  (state: StoreCreditState): StoreCreditState =>
    state.status === 'not-issued' ? state : { ...state, credit: { ...state.credit, ...change(state.credit) } }

const withAuthorisations = (
  change: (authorisation: CreditAccount['authorisations'][number]) => CreditAccount['authorisations'][number],
) => withAccount(({ authorisations }) => ({ authorisations: authorisations.map(change) }))

const asIfActive = (state: StoreCreditState): StoreCreditState => {
  if (state.status === 'not-issued') return state
  const { validUntil: _, expiry: __, ...endless } = state.credit
  return { status: 'active', credit: endless }
}

export const brokenCreditRules: ReadonlyArray<BrokenRule> = [
  [
    'credit issued twice',
    /it is issued twice/,
    1,
    creditDecidingOn(['IssueStoreCredit'], () => ({ status: 'not-issued' })),
  ],
  [
    'credit set aside beyond the balance',
    /\d is set aside of \d/,
    35,
    creditDecidingOn(
      ['AuthoriseStoreCredit'],
      withAccount(() => ({ balanceMinor: rich })),
    ),
  ],
  [
    'credit captured beyond what was set aside',
    /is captured of \d+ that is set aside/,
    3,
    creditDecidingOn(
      ['CaptureStoreCredit'],
      withAuthorisations((one) => ({ ...one, openMinor: one.openMinor === 0n ? 0n : rich })),
    ),
  ],
  [
    'credit captured after it was voided',
    /is captured of what was voided/,
    22,
    creditDecidingOn(
      ['CaptureStoreCredit'],
      withAuthorisations((one) => (one.voided ? { ...one, openMinor: one.authorised.minor } : one)),
    ),
  ],
  [
    'an authorisation that is used up voided',
    /is voided of 0 that is set aside/,
    15,
    creditDecidingOn(
      ['VoidStoreCredit'],
      withAuthorisations((one) => ({ ...one, openMinor: one.authorised.minor, voided: false })),
    ),
  ],
  [
    'credit that stays set aside after its last piece',
    /was captured to its last piece, and \d+ is set aside/,
    19,
    creditRecordingAs((event) => (event.type === 'StoreCreditVoided' ? [] : event)),
  ],
  [
    'two authorisations of one id',
    /authorisation .* is given twice/,
    2,
    creditDecidingOn(
      ['AuthoriseStoreCredit'],
      withAccount(() => ({ authorisations: [] })),
    ),
  ],
  [
    'two captures of one id',
    /capture .* is taken twice/,
    185,
    creditDecidingOn(
      ['CaptureStoreCredit'],
      withAccount(() => ({ captures: [] })),
    ),
  ],
  [
    'credit set aside after its last day',
    /is set aside after the last day/,
    23,
    creditDecidingOn(['AuthoriseStoreCredit'], (state) =>
      withAccount(() => ({ balanceMinor: rich }))(asIfActive(state)),
    ),
  ],
  [
    'credit that is free after its last day',
    /is free after the last day|expires, and \d+ is free/,
    2,
    creditRecordingAs((event) =>
      event.type === 'StoreCreditExpired' ? { ...event, data: { ...event.data, minor: 0n as never } } : event,
    ),
  ],
  [
    'credit given back after its last day',
    /is given back after the last day/,
    598,
    creditDecidingOn(['CreditStoreCredit'], asIfActive),
  ],
  [
    'more credit given back than was captured',
    /is given back of \d+ that was captured/,
    39,
    creditDecidingOn(
      ['CreditStoreCredit'],
      withAccount(({ captures }) => ({
        captures: captures.map((one) => ({ ...one, captured: { ...one.captured, minor: rich as never } })),
      })),
    ),
  ],
  [
    'credit used after it was taken back',
    /it is used after it was taken back/,
    16,
    creditDecidingOn(['AuthoriseStoreCredit'], (state) =>
      state.status === 'invalidated' ? { status: 'active', credit: { ...state.credit, balanceMinor: rich } } : state,
    ),
  ],
  [
    'credit claimed twice',
    /it is claimed twice/,
    22,
    creditDecidingOn(
      ['ClaimStoreCredit'],
      withAccount(({ claimedBy: _, ...credit }) => ({ ...credit, claimedBy: undefined as never })),
    ),
  ],
  [
    'credit in another currency',
    /it is in USD, and the credit in EUR/,
    1,
    creditRecordingAs((event) =>
      event.type === 'StoreCreditCaptured' ? { ...event, data: { ...event.data, currency: 'USD' as never } } : event,
    ),
  ],
]
