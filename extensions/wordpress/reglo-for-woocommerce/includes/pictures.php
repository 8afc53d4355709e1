<?php
/**
 * QR codes: drawn by the app, kept here for a while.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const QR_BYTES_MAX = 100000;
const QR_SIZE_PX   = 160;
/** A mail or a paper is written once and never mended: worth more patience than a page, unless it was just in vain. */
const PAPER_SECONDS = 10;
const AWAY_SECONDS  = 300;

/** An order's link, made if it has none, when the order waits for payment; null otherwise or when the app is away. */
function payable_link( \WC_Order $order, int $timeout_seconds = QUICK_SECONDS ): ?array {
	if ( ! is_connected() || ! $order->needs_payment() ) {
		return null;
	}
	$link = find_link( $order->get_id() );
	if ( $link === null || ! $link['open'] || $link['pay_url'] === '' ) {
		$answer = ask_for_link( $order, 'pay-url', get_transient( 'reglo_away' ) ? QUICK_SECONDS : $timeout_seconds );
		$link   = $answer['link'] ?? null;
		if ( $answer['error'] === 'unreachable' ) {
			set_transient( 'reglo_away', 1, AWAY_SECONDS );
		}
	}
	return $link !== null && $link['open'] && $link['pay_url'] !== '' ? $link : null;
}

/** The code's PNG; '' when it cannot be had. Kept for a day under the address it was drawn for. */
function qr_png( array $link ): string {
	$name = 'reglo_qr_' . $link['order_id'];
	$kept = get_transient( $name );
	if ( is_array( $kept ) && $kept['url'] === $link['qr_url'] ) {
		return (string) base64_decode( $kept['png'] );
	}
	if ( $link['qr_url'] === '' ) {
		return '';
	}
	$answer = wp_remote_get(
		$link['qr_url'],
		array(
			'timeout'             => QUICK_SECONDS,
			'redirection'         => 0,
			'limit_response_size' => QR_BYTES_MAX,
		)
	);
	$png    = is_wp_error( $answer ) || wp_remote_retrieve_response_code( $answer ) !== 200 ? '' : wp_remote_retrieve_body( $answer );
	if ( strpos( $png, "\x89PNG\r\n\x1a\n" ) !== 0 ) {
		return '';
	}
	set_transient(
		$name,
		array(
			'url' => $link['qr_url'],
			'png' => base64_encode( $png ),
		),
		DAY_IN_SECONDS
	);
	return $png;
}

/** The code as an address that needs no second request; '' when it cannot be had. */
function qr_data_url( array $link ): string {
	$png = qr_png( $link );
	return $png === '' ? '' : 'data:image/png;base64,' . base64_encode( $png );
}

/** The same words under every code. */
function qr_alt(): string {
	return __( 'QR code: scan to pay', 'reglo-for-woocommerce' );
}
