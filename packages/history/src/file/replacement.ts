import { randomBytes } from 'node:crypto'
import { type BigIntStats, existsSync, linkSync, lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'

/**
 * A file that is written beside its place and takes it when it is whole. What stands in the place was looked up when
 * this was made: where another command has written there since, it stays as that command left it.
 */
export interface Replacement {
  /** Where it will stand: behind the symlinks, which stay. */
  readonly place: string
  /** Where it is written; nobody else's. To be created exclusively. */
  readonly scratch: string
  /** Throws `PlaceTaken`, or what Node throws. */
  readonly takePlace: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** Another command has written there meanwhile. */
export class PlaceTaken extends Error {}

export const replacementOf = (path: string): Replacement => {
  const place = behindSymlinks(path)
  const before = statSync(place, { throwIfNoEntry: false, bigint: true })
  const scratch = scratchBeside(place, 'incomplete')
  const discard = (): Promise<void> => rm(scratch, { force: true })
  return {
    place,
    scratch,
    takePlace: async () => {
      if (before === undefined) return takeFreePlace(scratch, place)
      const now = await stat(place, { bigint: true }).catch(() => undefined)
      if (now === undefined || !isUnchanged(before, now)) throw new PlaceTaken()
      await rename(scratch, place)
    },
    discard,
  }
}

/** A name beside the place that no other command takes. */
export const scratchBeside = (place: string, ending: 'incomplete' | 'uncompressed'): string =>
  `${place}.${process.pid}-${randomBytes(3).toString('hex')}.${ending}`

/** Whether both names lead to one file, whatever links lie between; a name may lead to no file yet. */
export const isSameFile = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }))
  return a !== undefined && b !== undefined
    ? a.dev === b.dev && a.ino === b.ino
    : behindSymlinks(one) === behindSymlinks(other)
}

/** Where the name leads, even where nothing stands there yet. */
const behindSymlinks = (path: string): string => {
  if (existsSync(path)) return realpathSync(path)
  const folder = dirname(resolve(path))
  const realFolder = existsSync(folder) ? realpathSync(folder) : folder
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
    ? resolve(realFolder, readlinkSync(path))
    : resolve(realFolder, basename(path))
}

/** Two that take a free place at once can't both have it: a link is only made where there is nothing. */
const takeFreePlace = async (scratch: string, place: string): Promise<void> => {
  try {
    linkSync(scratch, place)
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new PlaceTaken()
    // Not every file system has links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EINVAL', 'EMLINK', 'EACCES'].includes(code)) throw thrown
    if (existsSync(place)) throw new PlaceTaken()
    return rename(scratch, place)
  }
  await rm(scratch, { force: true })
}

const isUnchanged = (before: BigIntStats, now: BigIntStats): boolean =>
  before.dev === now.dev && before.ino === now.ino && before.size === now.size && before.mtimeNs === now.mtimeNs
