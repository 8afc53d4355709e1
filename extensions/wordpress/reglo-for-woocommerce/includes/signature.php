<?php
/**
 * What is signed between shop and app, the same both ways. No WordPress in here.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/** How far both clocks may differ, in seconds. */
const WINDOW_SECONDS = 300;

/**
 * Hex HMAC-SHA256 over version, method, target, timestamp, nonce and the body's hash, one a line.
 *
 * @param string $target Path and query as they travel.
 * @param int    $timestamp Seconds since 1970.
 */
function sign( string $secret, string $method, string $target, int $timestamp, string $nonce, string $body ): string {
	$text = implode( "\n", array( 'v1', strtoupper( $method ), $target, (string) $timestamp, $nonce, hash( 'sha256', $body ) ) );
	return hash_hmac( 'sha256', $text, $secret );
}

/**
 * The four headers of a request of ours.
 *
 * @return array<string,string>
 */
function signed_headers( array $connection, string $method, string $target, string $body, int $now ): array {
	$nonce = new_nonce();
	return array(
		'X-Reglo-Connection' => $connection['id'],
		'X-Reglo-Timestamp'  => (string) $now,
		'X-Reglo-Nonce'      => $nonce,
		'X-Reglo-Signature'  => sign( $connection['secret'], $method, $target, $now, $nonce, $body ),
	);
}

/** 144 random bits in base64url. */
function new_nonce(): string {
	return to_base64url( random_bytes( 18 ) );
}

function to_base64url( string $bytes ): string {
	return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
}

/**
 * What is wrong with a signed request, '' when nothing is. The signature is compared in constant time, and first.
 * A proxy or a language plugin may change the path on its way in, so both the path as it came and the address we
 * published for this route are tried; either binds the signature to the route.
 *
 * @param array    $request connection, timestamp, nonce, signature, method, body: texts as they came.
 * @param string[] $targets Paths with query.
 */
function signature_problem( array $connection, array $request, array $targets, int $now ): string {
	$is_shaped = $request['connection'] === $connection['id']
		&& preg_match( '/^[1-9]\d{8,10}$/', $request['timestamp'] )
		&& preg_match( '/^[A-Za-z0-9_-]{16,64}$/', $request['nonce'] )
		&& preg_match( '/^[0-9a-f]{64}$/', $request['signature'] );
	if ( ! $is_shaped ) {
		return 'malformed';
	}
	$timestamp = (int) $request['timestamp'];
	$is_ours   = false;
	foreach ( $targets as $target ) {
		$expected = sign( $connection['secret'], $request['method'], $target, $timestamp, $request['nonce'], $request['body'] );
		$is_ours  = hash_equals( $expected, $request['signature'] ) || $is_ours;
	}
	if ( ! $is_ours ) {
		return 'wrong-signature';
	}
	return abs( $timestamp - $now ) > WINDOW_SECONDS ? 'stale' : '';
}

/** https anywhere, http on this machine only: secrets travel to that address. '' when it is no such address. */
function read_app_address( string $typed ): string {
	$text = trim( $typed );
	if ( $text !== '' && ! preg_match( '#^[a-z][a-z0-9+.-]*://#i', $text ) ) {
		$text = 'https://' . $text;
	}
	$parts = parse_url( $text );
	if ( ! is_array( $parts ) || empty( $parts['host'] ) || empty( $parts['scheme'] ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
		return '';
	}
	$scheme      = strtolower( $parts['scheme'] );
	$host        = strtolower( $parts['host'] );
	$is_loopback = $host === 'localhost' || $host === '[::1]' || preg_match( '/\.localhost$/', $host ) || preg_match( '/^127(\.\d{1,3}){3}$/', $host );
	if ( ! preg_match( '/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)$/', $host ) || ! ( $scheme === 'https' || ( $scheme === 'http' && $is_loopback ) ) ) {
		return '';
	}
	return $scheme . '://' . $host . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
}

/** Path and query of an address, as they travel. */
function target_of( string $url ): string {
	$parts = parse_url( $url );
	$path  = is_array( $parts ) && isset( $parts['path'] ) && $parts['path'] !== '' ? $parts['path'] : '/';
	return $path . ( isset( $parts['query'] ) && $parts['query'] !== '' ? '?' . $parts['query'] : '' );
}
