import type { PositiveInteger } from '@aftersale/messages'
import {
  approve,
  bought,
  choose,
  delivered,
  eur,
  euros,
  hold,
  installed,
  open,
  otherClaimId,
  repair,
  running,
  termsWhere,
  withdraw,
} from '../claim.fixtures.js'
import { conformity, day, motor, motorExtension, noonOf, supersede, text } from '../warranty.fixtures.js'
import { answer, heard } from './heard.fixtures.js'

const none = { conformity: ['NotCovered'], motor: ['NotCovered'], 'motor-extension': ['NotCovered'] }

describe('the failure', () => {
  it('is covered where the layer names the part, or names none', () => {
    expect(answer(running, open({ failureMode: text('door') }))).toStrictEqual([conformity])
  })

  it('is not covered where the terms exclude it, be it the part or what is wrong with it', () => {
    const byMotor = bought({ terms: termsWhere('conformity', { covered: [text('door')] }) })
    expect(answer([byMotor, delivered, installed], open({ defect: text('water-damage') }))).toStrictEqual({
      conformity: ['NotCovered'],
      motor: ['ExcludedFailure'],
      'motor-extension': ['OutOfPeriod'],
    })
  })

  it('is covered nowhere that the terms don’t name', () => {
    const narrow = bought({ terms: termsWhere('conformity', { covered: [text('door')] }) })
    const data = heard([narrow, delivered, installed], open({ failureMode: text('hose') }))
    expect(answer([narrow, delivered, installed], open({ failureMode: text('hose') }))).toStrictEqual({
      ...none,
      'motor-extension': ['OutOfPeriod', 'NotCovered'],
    })
    expect('wouldHaveTurned' in data).toBe(false)
  })
})

describe('the territory', () => {
  const abroad = open({ failedOn: day('2032-01-12'), reportedAt: noonOf('2032-01-13'), territory: text('CH') })

  it('bounds the layer that names one', () => {
    const data = heard(running, abroad)
    expect(data).toMatchObject({
      layers: [
        { layerId: 'conformity', reasons: ['OutOfPeriod'] },
        { layerId: 'motor', reasons: ['OutOfPeriod'] },
        { layerId: 'motor-extension', reasons: ['TerritoryNotCovered'] },
      ],
      wouldHaveTurned: { layerId: 'conformity', failedOnOrBefore: '2028-08-10' },
    })
  })

  it('is not held against a customer of whom it is not known', () => {
    const somewhere = open({ failedOn: day('2032-01-12'), reportedAt: noonOf('2032-01-13') })
    expect(answer(running, somewhere)).toStrictEqual([motorExtension])
    expect(answer(running, { ...somewhere, data: { ...somewhere.data, territory: text('AT') } })).toStrictEqual([
      motorExtension,
    ])
  })
})

describe('the limits of a layer', () => {
  const limited = (change: Parameters<typeof termsWhere>[1]) => [
    bought({ terms: termsWhere('motor', change) }),
    delivered,
    installed,
  ]
  const second = open({ claimId: otherClaimId, defect: text('smells') })

  it('are reached by as many claims as it makes good', () => {
    const one = [...limited({ maxClaims: 1 as PositiveInteger }), open(), approve({ layerId: motor })]
    expect(answer(one, second)).toStrictEqual([conformity])
    expect(answer([...one, withdraw()], second)).toStrictEqual([conformity, motor])
  })

  it('are reached by what they cost in all, less what the customer paid of it', () => {
    const spent = (limitMinor: bigint) => [
      ...limited({ claimLimits: [euros(limitMinor)], serviceFees: [euros(2900n)] }),
      open(),
      approve({ layerId: motor }),
      choose(),
      hold(),
      repair({ chargedMinor: 2900n }),
    ]
    // 185.00 less the fee of 29.00
    expect(answer(spent(15600n), second)).toStrictEqual([conformity])
    expect(answer(spent(15601n), second)).toStrictEqual([conformity, motor])
  })

  it('count what was carried over from the unit that this one was given in place of', () => {
    const carried = {
      warrantyId: supersede().data.byWarrantyId,
      termPolicy: { kind: 'fresh' as const },
      anchored: [],
      added: [],
      extensions: [],
      standstills: [],
      atLeast: [],
      overLayerIds: [],
      claimCount: 2,
      replacedAt: noonOf('2026-08-03'),
    }
    const terms = termsWhere('motor', { maxClaims: 3 as PositiveInteger, claimLimits: [euros(50000n)] })
    const registered = (claimed: ReadonlyArray<{ layerId: typeof motor; count: number; minor: bigint }>) => [
      bought({
        terms,
        carried: {
          ...carried,
          claimed: claimed.map(({ layerId, count, minor }) => ({
            layerId,
            count,
            spent: [{ amountMinor: minor, currency: eur }],
          })),
        },
      }),
      delivered,
      installed,
    ]
    expect(answer(registered([{ layerId: motor, count: 2, minor: 49999n }]), open())).toStrictEqual([conformity, motor])
    expect(answer(registered([{ layerId: motor, count: 3, minor: 0n }]), open())).toStrictEqual([conformity])
    expect(answer(registered([{ layerId: motor, count: 0, minor: 50000n }]), open())).toStrictEqual([conformity])
  })
})
