import { type MetadataFault, metadataFaults } from '@mediecentral/contracts';

/** A provider, or its metadata, that cannot be used: the fault is for who reads the page, the message for the log. */
export class MetadataError extends Error {
  override readonly name = 'MetadataError';
  readonly fault: MetadataFault;

  constructor(fault: MetadataFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** What was noted, perhaps by another release. */
export const faultNoted = (noted: string): MetadataFault =>
  metadataFaults.find((fault) => fault === noted) ?? 'unusable';
