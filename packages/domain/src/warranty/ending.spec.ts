import { given } from '@aftersale/decider/testing'
import { canonicalJsonWithBigints, type PositiveInteger } from '@aftersale/messages'
import type { WarrantyCommand } from './commands.js'
import { coverageOn } from './layers/coverage-on.js'
import {
  ada,
  after,
  answer,
  bela,
  cancel,
  conformity,
  contest,
  day,
  deliver,
  extend,
  install,
  motor,
  motorExtension,
  motorExtensionLayer,
  motorLayer,
  noonOf,
  otherWarrantyId,
  register,
  stateAfter,
  supersede,
  take,
  termsWith,
  text,
  transfer,
  voidIt,
  warrantyId,
  waterDamage,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

const running = [register(), deliver(), install()]
const termsRef = { policyId: text('washing-machine-terms'), version: 1 as PositiveInteger }
const covering = (on: string, ...commands: ReadonlyArray<WarrantyCommand>) =>
  coverageOn(stateAfter(...running, ...commands), day(on)).covering.map(({ layerId }) => layerId)

describe('TransferWarranty', () => {
  it('takes along the layers whose terms let it, and ends the others for the new owner', () => {
    given(warranty, after(...running))
      .when(transfer())
      .records({
        type: 'WarrantyTransferred',
        data: {
          ...transfer().data,
          from: ada,
          lapsedLayerIds: [motorExtension],
          trace: [
            ['conformity', true, 'goes-along'] as const,
            ['motor', true, 'goes-along'] as const,
            ['motor-extension', false, 'ends-for-the-new-owner'] as const,
          ].map(([layerId, transferable, outcome]) => ({
            ruleId: text('transferable'),
            facts: { layerId, transferable },
            outcome: text(outcome),
            policyRef: termsRef,
          })),
        },
      })
    expect(covering('2031-01-01')).toStrictEqual([motorExtension])
    expect(covering('2031-01-01', transfer())).toStrictEqual([])
    expect(covering('2026-03-31', transfer())).toStrictEqual([conformity, motor])
  })

  it('is refused to the person who asks where no layer goes along', () => {
    const terms = termsWith({ ...motorLayer, transferable: false })
    const { decision } = given(warranty, after(register({ terms }), install())).when(transfer())
    expect(decision).toMatchObject({
      right: [{ type: 'WarrantyTransferRefused', data: { reasons: ['NoLayerTransferable'], to: bela } }],
    })
  })

  it('records nothing when repeated, and is refused to somebody else by the same id, and to the owner', () => {
    given(warranty, after(...running, transfer()))
      .when(transfer())
      .recordsNothing()
    given(warranty, after(...running, transfer()))
      .when(transfer({ to: ada }))
      .rejects({ reason: 'TransferIdReused', transferId: text('transfer-1') })
    given(warranty, after(...running))
      .when(transfer({ to: ada }))
      .rejects({ reason: 'OwnerAlready', customerId: ada })
  })
})

describe('VoidWarranty', () => {
  it('ends the layers whose exclusion caused a failure, and never what the law gives', () => {
    given(warranty, after(...running))
      .when(voidIt())
      .records({
        type: 'WarrantyVoided',
        data: {
          ...voidIt().data,
          layerIds: [motor],
          trace: [
            {
              ruleId: text('causal-exclusion'),
              facts: { layerId: 'motor', kind: 'misuse', exclusion: 'water-damage', causedFailure: 'motor' },
              outcome: text('voided'),
              policyRef: termsRef,
            },
          ],
        },
      })
    expect(covering('2025-09-01', voidIt())).toStrictEqual([conformity])
    expect(covering('2025-08-31', voidIt())).toStrictEqual([conformity, motor])
    given(warranty, after(...running))
      .when(voidIt({ layerIds: [conformity] }))
      .rejects({ reason: 'LawNeverVoided', layerId: conformity })
  })

  it.each(['third-party-part', 'third-party-repair'] as const)(
    'is refused for a %s alone, also where the terms exclude it: no tie-in',
    (kind) => {
      const terms = termsWith({ ...motorLayer, excluded: [text(kind)] })
      const alone = { kind, exclusion: text(kind), evidenceIds: [text('photo-1')] }
      const history = after(register({ terms }), install())
      given(warranty, history)
        .when(voidIt({ grounds: [alone] }))
        .rejects({ reason: 'TieIn', kind })
      const caused = { ...alone, causedFailure: text('motor') }
      const { decision } = given(warranty, history).when(voidIt({ grounds: [caused] }))
      expect(decision).toMatchObject({ right: [{ type: 'WarrantyVoided', data: { layerIds: [motor] } }] })
    },
  )

  it('is refused where nothing was caused, nothing shows it, or the layer does not exclude it', () => {
    const history = after(...running)
    const { causedFailure: _, ...withoutFailure } = waterDamage
    given(warranty, history)
      .when(voidIt({ grounds: [withoutFailure] }))
      .rejects({ reason: 'CauseNotShown', kind: 'misuse' })
    given(warranty, history)
      .when(voidIt({ grounds: [{ ...waterDamage, evidenceIds: [] }] }))
      .rejects({ reason: 'CauseNotShown', kind: 'misuse' })
    given(warranty, history)
      .when(voidIt({ grounds: [{ ...waterDamage, exclusion: text('frost') }], layerIds: [motor] }))
      .rejects({ reason: 'ExclusionNotInTerms', layerId: motor })
    given(warranty, history)
      .when(voidIt({ grounds: [{ ...waterDamage, exclusion: text('frost') }] }))
      .rejects({ reason: 'NothingToVoid' })
    given(warranty, history)
      .when(voidIt({ grounds: [] }))
      .rejects({ reason: 'NoGround' })
  })

  it('leaves a warranty voided of which no other layer is left', () => {
    const terms = termsWith(motorLayer)
    const { state, deadlines } = given(warranty, after(register({ terms }), install(), voidIt()))
    expect(state.status).toBe('voided')
    expect(deadlines).toStrictEqual([])
    given(warranty, after(register({ terms }), install(), voidIt()))
      .when(extend())
      .rejects({ reason: 'LayerCountsNoMore', layerId: motor, because: 'voided' })
  })

  it('records nothing when repeated, and is refused by the same id for something else', () => {
    const history = after(...running, voidIt())
    given(warranty, history).when(voidIt()).recordsNothing()
    given(warranty, history)
      .when(voidIt({ grounds: [{ ...waterDamage, kind: 'outside-influence' }] }))
      .rejects({ reason: 'VoidIdReused', voidId: text('void-1') })
  })
})

describe('ContestVoid and AnswerVoidContest', () => {
  const voided = [...running, voidIt()]

  it('lets the layers cover again as if they had never been voided, where the contest is right', () => {
    const lifted = stateAfter(...voided, contest(), answer())
    expect(coverageOn(lifted, day('2025-09-03')).covering.map(({ layerId }) => layerId)).toContain(motor)
    given(warranty, after(...voided, contest()))
      .when(answer())
      .records({
        type: 'WarrantyVoidLifted',
        data: {
          warrantyId,
          voidId: text('void-1'),
          contestId: text('contest-1'),
          layerIds: [motor],
          because: text('not-the-cause'),
          answeredAt: noonOf('2025-09-10'),
        },
      })
  })

  it('leaves them voided where it is upheld', () => {
    const upheld = answer({ answer: 'upheld', because: text('seal-broken') })
    expect(covering('2025-09-03', voidIt(), contest(), upheld)).toStrictEqual([conformity])
  })

  it('lifts nothing twice, and may be voided again by another ground', () => {
    const second = contest({ contestId: text('contest-2') })
    const twice = answer({ contestId: text('contest-2') })
    const { decision } = given(warranty, after(...voided, contest(), second, answer())).when(twice)
    expect(decision).toMatchObject({ right: [{ type: 'WarrantyVoidLifted', data: { layerIds: [] } }] })
    const again = voidIt({ voidId: text('void-2'), grounds: [{ ...waterDamage, kind: 'outside-influence' }] })
    expect(covering('2025-09-20', voidIt(), contest(), second, answer(), again, twice)).toStrictEqual([conformity])
  })

  it('records nothing when repeated', () => {
    given(warranty, after(...voided, contest()))
      .when(contest())
      .recordsNothing()
    given(warranty, after(...voided, contest(), answer()))
      .when(answer())
      .recordsNothing()
  })

  it('is refused of what is not there, or what was answered otherwise', () => {
    given(warranty, after(...running))
      .when(contest())
      .rejects({ reason: 'VoidUnknown', voidId: text('void-1') })
    given(warranty, after(...voided))
      .when(answer())
      .rejects({ reason: 'ContestUnknown', contestId: text('contest-1') })
    given(warranty, after(...voided, contest(), answer()))
      .when(answer({ answer: 'upheld' }))
      .rejects({ reason: 'ContestAnswered', answer: 'lifted' })
    given(warranty, after(...voided, contest()))
      .when(contest({ evidenceIds: [] }))
      .rejects({ reason: 'ContestIdReused', contestId: text('contest-1') })
    given(warranty, after(...voided, contest(), answer()))
      .when(contest({ contestId: text('contest-2') }))
      .rejects({ reason: 'VoidLiftedAlready', voidId: text('void-1') })
  })
})

describe('SupersedeWarranty', () => {
  it('covers nothing from the day on which another unit took its place', () => {
    expect(covering('2025-10-01', supersede())).toStrictEqual([])
    expect(covering('2025-09-30', supersede())).toStrictEqual([conformity, motor])
    const { state, deadlines } = given(warranty, after(...running, supersede()))
    expect(state.status).toBe('superseded')
    expect(deadlines).toStrictEqual([])
  })

  it('records nothing when repeated, and is refused by itself and by another one', () => {
    given(warranty, after(...running, supersede()))
      .when(supersede())
      .recordsNothing()
    given(warranty, after(...running))
      .when(supersede({ byWarrantyId: warrantyId }))
      .rejects({ reason: 'SupersededByItself' })
    given(warranty, after(...running, supersede()))
      .when(supersede({ termPolicy: { kind: 'fresh' } }))
      .rejects({ reason: 'SupersededByAnother', byWarrantyId: otherWarrantyId })
    given(warranty, after(...running))
      .when(supersede({ forLayerId: text('door') }))
      .rejects({ reason: 'LayerUnknown', layerId: text('door') })
  })
})

describe('CancelWarranty', () => {
  it('covers nothing from the day on which the unit was given back', () => {
    expect(covering('2025-03-20', cancel())).toStrictEqual([])
    expect(covering('2025-03-19', cancel())).toStrictEqual([conformity, motor])
    expect(stateAfter(...running, cancel()).status).toBe('cancelled')
    given(warranty, after(...running))
      .when(cancel())
      .records({ type: 'WarrantyCancelled', data: cancel().data })
  })

  it('records nothing when repeated, and is refused of a unit that was replaced', () => {
    given(warranty, after(...running, cancel()))
      .when(cancel())
      .recordsNothing()
    given(warranty, after(...running, supersede()))
      .when(cancel())
      .rejects({ reason: 'WarrantyOver', because: 'superseded' })
  })

  it.each([deliver(), extend(), take(), transfer(), voidIt(), supersede()])('leaves no sense to $type', (command) => {
    given(warranty, after(register(), cancel())).when(command).rejects({ reason: 'WarrantyOver', because: 'cancelled' })
  })
})

it('keeps what is said in a contest out of the state', () => {
  const said = contest({ says: text('it was dry') })
  expect(canonicalJsonWithBigints(stateAfter(...running, voidIt(), said))).not.toContain('dry')
})

it('voids two layers by one exclusion that both have', () => {
  const both = termsWith(motorLayer, { ...motorExtensionLayer, excluded: [text('water-damage')] })
  const { decision } = given(warranty, after(register({ terms: both }), install())).when(voidIt())
  expect(decision).toMatchObject({ right: [{ data: { layerIds: [motor, motorExtension] } }] })
})
