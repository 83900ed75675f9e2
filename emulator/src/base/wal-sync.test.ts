import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WalSync } from './wal-sync'

let folder: string
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'wal-sync-'))))
afterAll(() => rmSync(folder, { recursive: true }))

function walSync(name: string): WalSync {
  writeFileSync(join(folder, `${name}-wal`), 'frames')
  return new WalSync(join(folder, name))
}

test('nothing to wait for until something is committed, and again once it is on the disk', async () => {
  const disk = walSync('a')
  expect(disk.flushed()).toBeUndefined()
  disk.wrote()
  await disk.flushed()
  expect(disk.flushed()).toBeUndefined()
  disk.close()
})

test('what commits while the disk is at work waits for the next turn', async () => {
  const disk = walSync('b')
  const order: string[] = []
  disk.wrote()
  const first = disk.flushed()?.then(() => order.push('first'))
  disk.wrote()
  const second = disk.flushed()?.then(() => order.push('second'))
  const third = disk.flushed()?.then(() => order.push('third'))
  await first
  expect(order).toEqual(['first'])
  await Promise.all([second, third])
  expect(order).toEqual(['first', 'second', 'third'])
  disk.close()
})

test('once the disk has refused, nothing counts as kept any more', async () => {
  const disk = new WalSync(join(folder, 'missing'))
  disk.wrote()
  await expect(disk.flushed()).rejects.toThrow('ENOENT')
  await expect(disk.flushed()).rejects.toThrow('ENOENT')
  disk.close()
})

test('closing brings everything to the disk and lets those go who wait', async () => {
  const disk = walSync('c')
  disk.wrote()
  const waiting = disk.flushed()
  disk.close()
  await waiting
  expect(disk.flushed()).toBeUndefined()
})
