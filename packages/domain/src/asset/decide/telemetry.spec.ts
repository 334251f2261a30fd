import { given } from '@aftersale/decider/testing'
import {
  after,
  alert,
  assetId,
  closeFault,
  duration,
  faultNumber,
  june,
  minute,
  number,
  recover,
  register,
  retire,
  text,
  threeInAQuarter,
} from '../asset.fixtures.js'
import { asset } from '../asset.js'
import type { AssetCommand } from '../commands.js'

const raisedAfter = (...commands: ReadonlyArray<AssetCommand>) =>
  after(register(), ...commands).flatMap((event) =>
    event.type === 'AssetFaultRaised' ? [[event.data.faultNumber, event.data.raisedAt]] : [],
  )

const policyRef = { policyId: text('washers-online'), version: number(2) }
const recorded = (command: ReturnType<typeof alert>, faultId?: ReturnType<typeof faultNumber>) => {
  const { policy: _, ...reading } = command.data
  return {
    type: 'FaultReadingRecorded' as const,
    data: { ...reading, ...(faultId === undefined ? {} : { faultId }), policyRef },
  }
}

describe('RecordTelemetry', () => {
  it('raises a fault at the threshold, with the rule that it was raised by', () => {
    given(asset, after(register(), alert(0)))
      .when(alert(5))
      .records(recorded(alert(5)))
    given(asset, after(register(), alert(0), alert(5, { severity: 'critical' })))
      .when(alert(15))
      .records(recorded(alert(15), faultNumber(1)), {
        type: 'AssetFaultRaised',
        data: {
          assetId,
          faultId: faultNumber(1),
          faultCode: text('E18'),
          faultNumber: number(1),
          severity: 'critical',
          cooldown: duration('PT1H'),
          raisedAt: minute(15),
          trace: [
            {
              ruleId: text('fault-threshold'),
              facts: {
                threshold: 3,
                within: 'PT15M',
                debounce: 'PT1M',
                firstMeasuredAt: minute(0),
                lastMeasuredAt: minute(15),
              },
              outcome: text('fault'),
              policyRef,
            },
          ],
        },
      })
  })

  it('raises none where the last came later than that after the first', () => {
    expect(raisedAfter(alert(0), alert(5), alert(15 + 1 / 60_000))).toStrictEqual([])
    expect(raisedAfter(alert(0), alert(5), alert(16), alert(20))).toStrictEqual([[1, minute(20)]])
  })

  it('counts a reading once the debounce has passed', () => {
    expect(raisedAfter(alert(0), alert(0.5), alert(0.9))).toStrictEqual([])
    expect(raisedAfter(alert(0), alert(0.5), alert(1), alert(1.9), alert(2))).toStrictEqual([[1, minute(2)]])
  })

  it('counts each fault code for itself', () => {
    const other = { faultCode: text('E21') }
    expect(raisedAfter(alert(0), alert(1, other), alert(2), alert(3, other))).toStrictEqual([])
  })

  it('takes the threshold of the policy that the reading comes with', () => {
    expect(raisedAfter(alert(0, { policy: { ...threeInAQuarter, threshold: number(1) } }))).toStrictEqual([
      [1, minute(0)],
    ])
  })

  it('adds to the fault that is open, and raises no second', () => {
    const history = after(register(), alert(0), alert(5), alert(10))
    given(asset, history)
      .when(alert(11))
      .records(recorded(alert(11), faultNumber(1)))
    expect(raisedAfter(...Array.from({ length: 97 }, (_, index) => alert(index)))).toStrictEqual([[1, minute(2)]])
  })

  it('takes readings late and in any order', () => {
    expect(raisedAfter(alert(10), alert(0), alert(5))).toStrictEqual([[1, minute(10)]])
    expect(raisedAfter(alert(5), alert(10), alert(0))).toStrictEqual([[1, minute(10)]])
    // A late one that comes first in time takes no other's place.
    expect(raisedAfter(alert(0), alert(14), alert(-1), alert(7))).toStrictEqual([[1, minute(14)]])
  })

  it('records a reading once by its id', () => {
    given(asset, after(register(), alert(0)))
      .when(alert(0))
      .recordsNothing()
    given(asset, after(register(), alert(0)))
      .when(alert(0, { measuredAt: minute(1) }))
      .rejects({ reason: 'ReadingIdReused', readingId: text('r-0') })
    given(asset, after(register(), alert(0)))
      .when(alert(0, { faultCode: text('E21') }))
      .rejects({ reason: 'ReadingIdReused', readingId: text('r-0') })
    expect(raisedAfter(alert(0), alert(0), alert(0), alert(5))).toStrictEqual([])
  })

  it('counts nothing until the cooldown after the last fault has passed, and then anew', () => {
    const closed = [alert(0), alert(5), alert(10), closeFault()]
    // Closed at minute 60, cool from minute 120 on.
    expect(raisedAfter(...closed, alert(117), alert(118), alert(119.9), alert(120), alert(121))).toHaveLength(1)
    expect(raisedAfter(...closed, alert(119), alert(120), alert(121), alert(122))).toStrictEqual([
      [1, minute(10)],
      [2, minute(122)],
    ])
    given(asset, after(register(), ...closed))
      .when(alert(119))
      .records(recorded(alert(119), faultNumber(1)))
    given(asset, after(register(), ...closed))
      .when(alert(120))
      .records(recorded(alert(120)))
  })

  it('counts what is heard of late to the fault of its time', () => {
    const two = [alert(0), alert(5), alert(10), closeFault(), alert(120), alert(121), alert(122)]
    given(asset, after(register(), ...two))
      .when(alert(-3))
      .records(recorded(alert(-3), faultNumber(1)))
    given(asset, after(register(), ...two))
      .when(alert(130))
      .records(recorded(alert(130), faultNumber(2)))
  })

  it('is refused of what nobody has any more', () => {
    given(asset, after(register(), retire()))
      .when(alert(0))
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
  })
})

describe('RecoverFault', () => {
  const faulty = [alert(0), alert(5), alert(10)]

  it('is noted at the open fault, which stays open', () => {
    given(asset, after(register(), ...faulty))
      .when(recover())
      .records({
        type: 'AssetFaultRecovered',
        data: { assetId, faultId: faultNumber(1), faultCode: text('E18'), recoveredAt: minute(30) },
      })
    given(asset, after(register(), ...faulty, recover()))
      .when(alert(40))
      .records(recorded(alert(40), faultNumber(1)))
  })

  it('is told once, until the device reports the fault again', () => {
    const history = after(register(), ...faulty, recover())
    given(asset, history).when(recover()).recordsNothing()
    given(asset, history)
      .when(recover({ recoveredAt: minute(35) }))
      .recordsNothing()
    const again = after(register(), ...faulty, recover(), alert(40))
    given(asset, again).when(recover()).recordsNothing()
    expect(given(asset, again).when(recover({ recoveredAt: minute(45) })).decision).toMatchObject({
      right: [{ type: 'AssetFaultRecovered' }],
    })
  })

  it('is nothing where no fault is open, or was not yet', () => {
    given(asset, after(register(), alert(0)))
      .when(recover())
      .recordsNothing()
    given(asset, after(register(), ...faulty))
      .when(recover({ recoveredAt: minute(9) }))
      .recordsNothing()
    given(asset, after(register(), ...faulty, closeFault()))
      .when(recover())
      .recordsNothing()
  })
})

describe('CloseFault', () => {
  it('closes it once', () => {
    const history = after(register(), alert(0), alert(5), alert(10))
    given(asset, history)
      .when(closeFault())
      .records({
        type: 'AssetFaultClosed',
        data: {
          assetId,
          faultId: faultNumber(1),
          faultCode: text('E18'),
          because: 'resolved',
          closedAt: minute(60),
        },
      })
    given(asset, after(register(), alert(0), alert(5), alert(10), closeFault()))
      .when(closeFault({ closedAt: minute(70) }))
      .recordsNothing()
  })

  it('is refused of a fault that there is not, or was not then', () => {
    given(asset, after(register(), alert(0)))
      .when(closeFault())
      .rejects({ reason: 'FaultUnknown', faultId: faultNumber(1) })
    given(asset, after(register(), alert(0), alert(5), alert(10)))
      .when(closeFault({ closedAt: minute(9) }))
      .rejects({ reason: 'FaultRaisedLater', raisedAt: minute(10) })
  })
})
