import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { eventFrom, eventIdIn, uuidOf } from './wire-event.js'

const NOT_TOLD = String(2n ** 64n - 1n)

const wireEvent = ({ revision = '3', commit = '70', prepare = '69' } = {}) => {
  const record = new streams.ReadResp.ReadEvent.RecordedEvent()
  record.setId(new shared.UUID().setString('0D4FE37F-6E50-5CC0-BEE5-FACB1A93FD34'))
  record.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('bücher-1')))
  record.setStreamRevision(revision)
  record.setCommitPosition(commit)
  record.setPreparePosition(prepare)
  record.setData(Buffer.from('{"note":"é"}'))
  record.getMetadataMap().set('type', 'NoteAdded').set('content-type', 'application/json')
  return new streams.ReadResp.ReadEvent().setEvent(record)
}

describe('an event of the wire', () => {
  it('is in the port in plain numbers, exact up to 2^53', () => {
    const greatest = String(Number.MAX_SAFE_INTEGER)
    expect(eventFrom(wireEvent({ revision: greatest, commit: greatest, prepare: greatest }))).toEqual({
      stream: 'bücher-1',
      revision: Number.MAX_SAFE_INTEGER,
      position: { commit: Number.MAX_SAFE_INTEGER, prepare: Number.MAX_SAFE_INTEGER },
      type: 'NoteAdded',
      data: { note: 'é' },
      metadata: undefined,
    })
  })

  it('keeps commit and prepare apart', () => {
    expect(eventFrom(wireEvent())?.position).toEqual({ commit: 70, prepare: 69 })
  })

  it('has the position of the read where a server before 22.6 tells none of the event', () => {
    const untold = wireEvent({ commit: NOT_TOLD, prepare: NOT_TOLD })
    expect(eventFrom(untold)?.position).toEqual({ commit: -1, prepare: -1 })
    expect(eventFrom(untold.setCommitPosition('42'))?.position).toEqual({ commit: 42, prepare: 42 })
  })

  it('is nothing where a link leads nowhere', () => {
    expect(eventFrom(new streams.ReadResp.ReadEvent())).toBeUndefined()
    expect(eventIdIn(new streams.ReadResp.ReadEvent())).toBe('')
  })

  it('has an id in lower case, from text and from two halves', () => {
    expect(eventIdIn(wireEvent())).toBe('0d4fe37f-6e50-5cc0-bee5-facb1a93fd34')
    const halves = new shared.UUID.Structured()
    halves.setMostSignificantBits(String(BigInt.asIntN(64, 0x0d4fe37f6e505cc0n)))
    halves.setLeastSignificantBits(String(BigInt.asIntN(64, 0xbee5facb1a93fd34n)))
    expect(uuidOf(new shared.UUID().setStructured(halves))).toBe('0d4fe37f-6e50-5cc0-bee5-facb1a93fd34')
  })
})
