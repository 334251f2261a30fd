import { describeOpenFailure } from './open-failures.js'

const path = '/data/history.db'

it.each([
  [{ failure: 'FileNotUsable', because: 'missing', path }, `${path} does not exist.`],
  [{ failure: 'FileNotUsable', because: 'folder-missing', path }, `${path} lies in a folder that does not exist.`],
  [{ failure: 'FileNotUsable', because: 'not-a-file', path }, `${path} is not a file.`],
  [{ failure: 'NotAnEventStore', path, why: 'it is empty' }, `${path} is not an event store: it is empty.`],
  [
    { failure: 'NewerFormat', path, version: 7, supported: 1 },
    `${path} has format 7, which a later version wrote; this one reads up to 1.`,
  ],
  [
    { failure: 'StoreUnavailable', cause: 'locked', why: `${path}: database is locked` },
    `The event store cannot be used (locked): ${path}: database is locked.`,
  ],
] as const)('tells a person about %j', (failure, sentence) => {
  expect(describeOpenFailure(failure)).toBe(sentence)
})
