// SPDX-License-Identifier: GPL-3.0-or-later

/** What a ledger says of one certificate after it was certified; as CertificateHistory in Sources/Reconciliation. */
export class History {
  constructor() {
    this.ends = [];
    this.spoiled = [];
  }

  take(entry) {
    if (entry.stage === 'spoil') this.spoiled.push(entry);
    if (['void', 'revoke', 'replace', 'duplicate'].includes(entry.stage)) this.ends.push(entry);
  }

  /** Why a sheet is no longer in force; null if it is. Copy and sheet count from 1. */
  end(copy, sheet) {
    const last = (stage) => this.ends.find((entry) => entry.stage === stage);
    const finding = (verdict, reason) => ({ verdict, reason });
    // The gravest first: a certificate that was replaced may have been revoked too.
    const voided = last('void');
    if (voided) {
      const reason = `its number was declared void on ${day(voided)}: no certificate was issued under it`;
      return finding('revoked', reason);
    }
    const revoked = last('revoke');
    if (revoked) return finding('revoked', `the issuer revoked this certificate on ${day(revoked)}`);
    const lost = last('duplicate');
    if (lost) {
      const successor = lost.successor ? `, ${lost.successor},` : '';
      const made = `the issuer made a duplicate${successor} on ${day(lost)}, which alone counts`;
      return finding('replaced', `this certificate was reported lost: ${made}`);
    }
    const replaced = last('replace');
    if (replaced) {
      const successor = replaced.successor ? ` by ${replaced.successor}` : '';
      const reason = `the issuer replaced this certificate${successor} on ${day(replaced)}; it no longer counts`;
      return finding('replaced', reason);
    }
    // An entry that names no copy or no sheet means all of them.
    const spoiled = this.spoiled.find((entry) => (entry.copy ?? copy) === copy && (entry.sheet ?? sheet) === sheet);
    if (!spoiled) return null;
    const reason = `the issuer took this very sheet out of use on ${day(spoiled)}: it should have been destroyed`;
    return finding('spoiled', reason);
  }
}

/** `YYYY-MM-DD`, UTC. */
const day = (entry) => entry.time.slice(0, 10);
