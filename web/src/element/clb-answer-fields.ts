// Reads members of the API's objects, and what names a backend.

import type { JsonObject } from "../types.ts";

/** The field with the backends. */
export const TARGETS = "Targets";

/** A text or a number; empty if it is something else. */
export const text = (object: JsonObject | undefined, key: string): string => {
  const value = object?.[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

export const objects = (value: unknown): JsonObject[] => (Array.isArray(value) ? (value as JsonObject[]) : []);

export const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);

export const hostOf = (target: JsonObject): string => text(target, "InstanceId") || text(target, "EniIp") || strings(target["PrivateIpAddresses"])[0] || "?";

export const identityOf = (target: JsonObject): string => `${hostOf(target)}:${text(target, "Port")}`;
