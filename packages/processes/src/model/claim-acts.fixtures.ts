import {
  type Claim,
  claimStatusOf,
  type Warranty,
  type WarrantyId,
  type WarrantyState,
  warrantyAggregate,
} from '@aftersale/domain'
import { idsOfAReplacement } from '../warranties/replacement-of-a-claim.js'
import { agent, type Dice, oneOf, send, TECHNICIANS, UNITS, warrantyOf } from './after-sales-shop.fixtures.js'
import { berlinDayOf } from './berlin.fixtures.js'
import { certificationOf } from './evidence.fixtures.js'
import { type LedgerWorld, text } from './ledger-world.fixtures.js'
import { uuid } from './shop.fixtures.js'

/** What somebody does, or what happens outside. Refusals are part of the game. */
export type Act = (world: LedgerWorld, dice: Dice) => void

/** The warranties that there are, those of units that were given in place of others among them. */
export const warrantiesIn = (world: LedgerWorld): ReadonlyArray<Warranty> =>
  [...world.streams.keys()]
    .filter((name) => name.startsWith('warranty-'))
    .flatMap((name) => warrantyIn(world, name.slice('warranty-'.length) as WarrantyId) ?? [])

const warrantyIn = (world: LedgerWorld, id: WarrantyId): Warranty | undefined => {
  const state: WarrantyState = world.stateOf(warrantyAggregate, id)
  return state.status === 'not-registered' ? undefined : state.warranty
}

const anyWarranty = (world: LedgerWorld, dice: Dice): WarrantyId =>
  oneOf(warrantiesIn(world), dice)?.registered.warrantyId ?? warrantyOf(UNITS[0])

interface Claimed {
  readonly warranty: Warranty
  readonly claim: Claim
}

const claimsIn = (world: LedgerWorld): ReadonlyArray<Claimed> =>
  warrantiesIn(world).flatMap((warranty) => warranty.claims.claims.map((claim) => ({ warranty, claim })))

const doClaim = (world: LedgerWorld, { warranty, claim }: Claimed, type: string, data: object): void => {
  const { warrantyId } = warranty.registered
  send(world, 'warranty', warrantyId, type, { warrantyId, claimId: claim.claimId, ...data })
}

const defects = ['motor', 'pump', 'door'] as const

/** It stops, and the customer says so, at once or late. */
const openClaim: Act = (world, dice) => {
  const warrantyId = anyWarranty(world, dice)
  const failureMode = defects[dice(defects.length)] ?? 'motor'
  const failedAt = daysBefore(world, dice(3) === 0 ? dice(60) : 0)
  send(world, 'warranty', warrantyId, 'OpenClaim', {
    warrantyId,
    claimId: uuid('c1a1', world.log.length),
    failureMode,
    defect: dice(2) === 0 ? 'does-not-turn' : 'leaks',
    failedOn: berlinDayOf(failedAt),
    reportedAt: world.now(),
    channel: 'phone',
    evidence: [{ evidenceId: 'photo', kind: 'photo' }],
    proofs: [{ kind: 'invoice', verified: true }],
  })
}

const daysBefore = (world: LedgerWorld, days: number): string =>
  new Date(Date.parse(world.now()) - days * 86_400_000).toISOString()

const askForEvidence: Act = (world, dice) => {
  const claimed = oneOf(claimsIn(world), dice)
  if (claimed === undefined) return
  const at = world.now()
  if (dice(2) === 0) {
    doClaim(world, claimed, 'AskForEvidence', { askId: 'ask', wanted: ['diagnosis'], askedBy: agent, askedAt: at })
  } else {
    doClaim(world, claimed, 'SubmitEvidence', {
      submissionId: 'submission',
      evidence: [{ evidenceId: 'diagnosis', kind: 'diagnosis' }],
      proofs: [],
      submittedAt: at,
    })
  }
}

/** Mostly for the customer. */
const decide = (world: LedgerWorld, claimed: Claimed, dice: Dice): void => {
  const { layerIds, failureMode } = claimed.claim.opened
  const layerId = oneOf(layerIds, dice)
  const given = [
    { decision: 'approve', reasons: ['DefectConfirmed'] },
    { decision: 'approve', reasons: ['DefectConfirmed'], estimate: { amountMinor: 20_000n, currency: 'EUR' } },
    {
      decision: 'partly',
      reasons: ['DefectConfirmed', 'ExcludedDamage'],
      exclusion: 'water-damage',
      provenBy: ['photo'],
      coverLimit: { amountMinor: 10_000n, currency: 'EUR' },
    },
    { decision: 'reject', reasons: ['ExcludedDamage'], exclusion: 'water-damage', provenBy: ['photo'] },
    { decision: 'reject', reasons: ['PartNotCovered'], part: failureMode },
    {
      decision: 'redirect',
      reasons: ['OtherPartyResponsible'],
      redirectTo: { party: 'manufacturer', contact: 'manufacturer-service' },
      customerAgreed: true,
    },
  ]
  const verdict = given[Math.max(0, dice(12) - 6)]
  doClaim(world, claimed, 'DecideCoverage', { layerId, ...verdict, decidedBy: agent, decidedAt: world.now() })
}

const decideCoverage: Act = (world, dice) => {
  const claimed = oneOf(claimsIn(world), dice)
  if (claimed !== undefined) decide(world, claimed, dice)
}

const remedies = ['repair', 'replace-part', 'replace-unit', 'refund', 'price-reduction'] as const

const choose = (world: LedgerWorld, claimed: Claimed, dice: Dice): void => {
  const at = world.now()
  if (dice(4) > 0) {
    doClaim(world, claimed, 'InformAboutRemedies', {
      choice: ['repair', 'replacement'],
      extensionTold: true,
      channel: 'phone',
      informedAt: at,
    })
  }
  const remedy = remedies[dice(remedies.length)] ?? 'repair'
  const isLater = remedy === 'refund' || remedy === 'price-reduction'
  const excused = [
    { remedy: 'repair', because: 'impossible' },
    { remedy: 'replacement', because: 'refused' },
  ]
  doClaim(world, claimed, 'ChooseRemedy', {
    remedy,
    chosenBy: 'customer',
    ...(isLater && dice(4) > 0 ? { excused } : {}),
    ...(remedy === 'price-reduction' ? { reduction: { amountMinor: 3000n, currency: 'EUR' } } : {}),
    chosenAt: at,
  })
}

const chooseRemedy: Act = (world, dice) => {
  const claimed = oneOf(claimsIn(world), dice)
  if (claimed !== undefined) choose(world, claimed, dice)
}

/** In one go, as on the phone: reported, approved, and the remedy chosen. */
const claimAtOnce: Act = (world, dice) => {
  openClaim(world, dice)
  const claimed = claimsIn(world).findLast(({ claim }) => claim.phase === 'opened')
  if (claimed === undefined) return
  decide(world, claimed, dice)
  choose(world, claimed, dice)
}

/** What is charged is what may be, and now and then what may not. */
const work = (world: LedgerWorld, claimed: Claimed, dice: Dice): void => {
  const { claim, warranty } = claimed
  const at = world.now()
  const costMinor = 5000n + BigInt(dice(40_000))
  const money = { costMinor, chargedMinor: [0n, 0n, 0n, 2900n, 5000n, costMinor][dice(6)] ?? 0n, currency: 'EUR' }
  const remedy = claim.remedy?.chosen.remedy
  if (remedy === 'replace-unit') {
    const { serial, unit } = warranty.registered
    const newSerial = serial === undefined ? undefined : text(`new-${world.log.length}`)
    const { claimId } = claim
    const purchaseId = unit?.purchaseId ?? UNITS[0].purchaseId
    const sku = text(serial === undefined ? 'sku-kettle' : 'sku-washer')
    doClaim(world, claimed, 'ReplaceUnit', {
      ...(newSerial === undefined ? {} : { oldSerial: serial, newSerial }),
      ...idsOfAReplacement({ claimId, purchaseId, sku, newSerial }),
      termPolicy: termPolicies[dice(termPolicies.length)],
      ...money,
      replacedAt: at,
    })
    return
  }
  const technicianId = TECHNICIANS[dice(2)] ?? TECHNICIANS[0]
  const certification = certificationOf(world, technicianId)
  doClaim(world, claimed, 'RecordRepair', {
    attempt: dice(8) === 0 ? 1 : claim.attempts.length + 1,
    outcome: dice(3) === 0 ? 'failed' : 'repaired',
    parts:
      remedy === 'replace-part' || dice(3) === 0
        ? [{ partNo: 'pump', oldSerial: 'P-1', newSerial: `P-${world.log.length}`, partWarranty: 'P3M' }]
        : [],
    labourMinutes: 40,
    ...money,
    performer: { kind: 'in-house', technicianId },
    requiredSkills: ['drums'],
    ...(certification === undefined ? {} : { certification }),
    performedAt: at,
  })
}

const termPolicies = [{ kind: 'remainder' }, { kind: 'fresh' }, { kind: 'longer-of', atLeast: 'P3M' }]

const workOnClaim: Act = (world, dice) => {
  const claimed = oneOf(
    claimsIn(world).filter(({ claim }) => claim.remedy !== undefined),
    dice,
  )
  if (claimed !== undefined) work(world, claimed, dice)
}

const endClaim: Act = (world, dice) => {
  const claimed = oneOf(claimsIn(world), dice)
  if (claimed === undefined) return
  const at = world.now()
  const what = dice(4)
  if (what === 0) doClaim(world, claimed, 'WithdrawClaim', { withdrawnAt: at })
  else if (what === 1) doClaim(world, claimed, 'AppealClaim', { appealId: 'appeal', evidence: [], appealedAt: at })
  else doClaim(world, claimed, 'CloseClaim', { closedAt: at })
}

/** Whoever repairs has it, and gives it back; twice, late, and for nothing. */
const custody: Act = (world, dice) => {
  const warrantyId = anyWarranty(world, dice)
  const claim = warrantyIn(world, warrantyId)?.claims.claims.at(-1)
  const custodyId = `custody-${dice(2)}`
  if (dice(2) === 0) {
    send(world, 'warranty', warrantyId, 'TakeIntoCustody', {
      warrantyId,
      custodyId,
      ...(claim === undefined || dice(2) === 0 ? {} : { claimId: claim.claimId }),
      purpose: ['repair', 'replacement', 'inspection'][dice(3)],
      ...(dice(3) === 0 ? { requestedAt: daysBefore(world, dice(5)) } : {}),
      takenAt: world.now(),
    })
  } else send(world, 'warranty', warrantyId, 'HandBack', { warrantyId, custodyId, handedBackAt: world.now() })
}

export const handAllBack = (world: LedgerWorld): void => {
  for (const { registered, custodies } of warrantiesIn(world)) {
    const { warrantyId } = registered
    for (const { taken, handedBackAt } of custodies) {
      if (handedBackAt !== undefined) continue
      const { custodyId } = taken
      send(world, 'warranty', warrantyId, 'HandBack', { warrantyId, custodyId, handedBackAt: world.now() })
    }
  }
}

/** Claims are worked on and closed, rejected ones too: what waits for a person has one. */
export const endAllClaims = (world: LedgerWorld, dice: Dice): void => {
  for (const claimed of claimsIn(world)) {
    const { claim } = claimed
    const status = claimStatusOf(claim)
    if (status === 'closed' || status === 'withdrawn') continue
    if (status === 'opened' || status === 'assessing') decide(world, claimed, dice)
    else if (status === 'approved' || status === 'partly-approved') choose(world, claimed, dice)
    else if (claim.remedy !== undefined && claim.given === undefined) work(world, claimed, dice)
    else doClaim(world, claimed, 'CloseClaim', { closedAt: world.now() })
  }
}

/** What makes a warranty longer, shorter, or somebody else's. */
const warrantyNews: Act = (world, dice) => {
  const warrantyId = anyWarranty(world, dice)
  const at = world.now()
  const layerId = ['conformity', 'motor', 'extension'][dice(3)]
  const restates = ['delivery', 'installation', 'registration']
  const all: ReadonlyArray<readonly [string, object]> = [
    ['StartWarranty', { anchor: restates[dice(3)], anchoredAt: daysBefore(world, dice(20)), evidenceId: 'late-proof' }],
    ['ExtendWarranty', { extensionId: `extension-${dice(3)}`, layerId, by: 'P2M', cause: 'goodwill', extendedAt: at }],
    ['ReverseExtension', { extensionId: `extension-${dice(3)}`, because: 'refunded', reversedAt: at }],
    ['SuspendWarranty', { suspensionId: `rest-${dice(2)}`, because: 'lent', suspendedAt: at }],
    ['ResumeWarranty', { suspensionId: `rest-${dice(2)}`, resumedAt: at }],
    ['ResumeWarranty', { suspensionId: `rest-${dice(2)}`, resumedAt: at }],
    ['TransferWarranty', { transferId: `transfer-${dice(2)}`, transferredAt: at }],
    [
      'VoidWarranty',
      {
        voidId: `void-${dice(2)}`,
        layerIds: [layerId],
        grounds: [{ kind: 'misuse', exclusion: 'water-damage', causedFailure: 'motor', evidenceIds: ['photo'] }],
        voidedAt: at,
      },
    ],
    ['ContestVoid', { voidId: `void-${dice(2)}`, contestId: 'contest', evidenceIds: [], contestedAt: at }],
    [
      'AnswerVoidContest',
      { voidId: `void-${dice(2)}`, contestId: 'contest', answer: 'lifted', because: 'wrong', answeredAt: at },
    ],
  ]
  const [type, data] = all[dice(all.length)] ?? ['', {}]
  send(world, 'warranty', warrantyId, type, { warrantyId, ...data })
}

/** Each as often as it is to happen. */
export const claimActs: ReadonlyArray<Act> = [
  openClaim,
  claimAtOnce,
  claimAtOnce,
  claimAtOnce,
  askForEvidence,
  decideCoverage,
  decideCoverage,
  chooseRemedy,
  chooseRemedy,
  workOnClaim,
  workOnClaim,
  workOnClaim,
  workOnClaim,
  endClaim,
  endClaim,
  custody,
  custody,
  warrantyNews,
  warrantyNews,
]
