import { connect, type Socket } from 'node:net'

/**
 * A keep-alive connection that asks one thing after the other, with next to no work of its own: Node's HTTP client
 * takes as long as the server that is to be measured.
 */
export class Connection {
  private readonly socket: Socket
  private parts: Buffer[] = []
  private length = 0
  /** Bytes of the whole answer, once its head is there. */
  private expected = Infinity
  private waiting: { resolve(body: string): void; reject(error: Error): void } | undefined

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.socket = connect(Number(port), hostname)
    this.socket.setNoDelay(true)
    this.socket.on('data', (part: Buffer) => this.take(part))
    this.socket.on('error', (error) => this.waiting?.reject(error))
    this.socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')))
  }

  /** Sends a whole request. @returns the body of the answer */
  ask(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
      this.socket.write(request)
    })
  }

  close(): void {
    this.waiting = undefined
    this.socket.destroy()
  }

  private take(part: Buffer): void {
    this.parts.push(part)
    this.length += part.length
    if (this.length < this.expected) {
      if (this.expected !== Infinity) return
      const text = Buffer.concat(this.parts).toString('latin1')
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      this.expected = head + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head))?.[1] ?? 0)
      if (this.length < this.expected) return
    }
    const body = Buffer.concat(this.parts).toString('utf8')
    this.parts = []
    this.length = 0
    this.expected = Infinity
    const { waiting } = this
    this.waiting = undefined
    waiting?.resolve(body.slice(body.indexOf('\r\n\r\n') + 4))
  }
}
