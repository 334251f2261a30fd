import type { FileFault } from '../history-fault.js'
import { PlaceTaken } from './replacement.js'

/** What a failed read or write of `file` says about it. Node names the cause in `code`. */
export const fileFaultOf = (file: string, thrown: unknown, doing: 'reading' | 'writing'): FileFault => {
  if (thrown instanceof PlaceTaken) {
    const why = 'another command has written it meanwhile; it is as that command left it'
    return { fault: 'FileNotWritable', file, why }
  }
  const { code = '', message } = thrown as NodeJS.ErrnoException
  switch (code) {
    case 'ENOENT':
      return doing === 'reading'
        ? { fault: 'FileNotThere', file }
        : { fault: 'FileNotThere', file: `${file} (or the directory it is to lie in)` }
    case 'EISDIR':
      return { fault: 'NotAFile', file }
    case 'EPIPE':
      return { fault: 'ReaderGone', file }
    default: {
      if (code.startsWith('Z_')) return { fault: 'NotGzip', file, why: message }
      const why = whyInWords[code] ?? message
      return doing === 'reading' ? { fault: 'FileNotReadable', file, why } : { fault: 'FileNotWritable', file, why }
    }
  }
}

const whyInWords: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'read-only file system',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'part of the path is not a directory',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
}
