import { given } from '@aftersale/decider/testing'
import {
  after,
  alert,
  book,
  complete,
  faultNumber,
  june,
  propose,
  register,
  reopen,
  setUp,
  text,
  visit,
} from './asset.fixtures.js'
import { asset } from './asset.js'

// The cases of published bug reports that an asset decides, each by what is right.

describe('D93: the visit of a maintenance is cancelled', () => {
  it('leaves the schedule with the slot open, not done', () => {
    const cancelled = reopen({ because: text('visit-cancelled'), reopenedAt: june(20) })
    for (const before of [
      [register(), setUp(), propose(), book()],
      [register(), setUp(), propose(), book(), complete({ performedAt: june(19) })],
    ]) {
      const history = after(...before, cancelled)
      const { state } = given(asset, history)
      expect(state.status === 'in-service' && state.asset.schedules[0]?.slots[0]?.standing).toStrictEqual({
        status: 'due',
      })
      const next = book({ visitId: visit(3), bookedAt: june(21) })
      expect(given(asset, history).when(next).decision).toMatchObject({ right: [{ type: 'MaintenanceBooked' }] })
    }
  })
})

describe('D134: a device alerts 97 times', () => {
  const alerts = Array.from({ length: 97 }, (_, index) => alert(index / 2))

  it('has one open fault, and so one ticket', () => {
    const events = after(register(), ...alerts)
    expect(events.filter(({ type }) => type === 'FaultReadingRecorded')).toHaveLength(97)
    expect(events.flatMap((event) => (event.type === 'AssetFaultRaised' ? [event.data.faultId] : []))).toStrictEqual([
      faultNumber(1),
    ])
  })

  it('has none more where each alert is delivered twice, and the other way round', () => {
    const twice = after(register(), ...alerts.flatMap((one) => [one, one]))
    expect(twice).toStrictEqual(after(register(), ...alerts))
    const reversed = after(register(), ...alerts.toReversed())
    expect(reversed.filter(({ type }) => type === 'AssetFaultRaised')).toHaveLength(1)
  })
})
