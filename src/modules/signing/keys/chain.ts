/** What ordering needs of a certificate: the DER of its two names. */
interface Named {
  subjectDer: Uint8Array
  issuerDer: Uint8Array
  sha256: string
}

/** The signer's certificate first, then each one's issuer, as far as they are there (chuỗi chứng thư). */
export function orderChain<T extends Named>(signer: T, known: readonly T[]): T[] {
  const chain = [signer]
  for (;;) {
    const last = chain.at(-1)!
    const issuer = known.find((one) => isSame(one.subjectDer, last.issuerDer) && !chain.some(({ sha256 }) => sha256 === one.sha256))
    if (!issuer || isSame(last.subjectDer, last.issuerDer)) return chain
    chain.push(issuer)
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])
