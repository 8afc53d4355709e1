<?php
/**
 * My account → Payments to make → several at once: the ticked orders on one page of the app.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

/** As many as one page of the app takes. */
const TOGETHER_MAX = 50;
/** While a shopper waits for their page: after that no other go at what is left is begun. */
const TOGETHER_SECONDS = 25;

function offer_pay_together(): void {
	add_action( 'template_redirect', __NAMESPACE__ . '\answer_pay_together', 5 );
}

/** The form's orders: to the app's page, or back to the list with what is wrong. The same orders again are the same page. */
function answer_pay_together(): void {
	if ( ! isset( $_POST['reglo_together'] ) || ! is_account_page() ) {
		return;
	}
	nocache_headers();
	$nonce = isset( $_POST['reglo_nonce'] ) ? sanitize_key( $_POST['reglo_nonce'] ) : '';
	if ( get_current_user_id() === 0 || ! wp_verify_nonce( $nonce, 'reglo_together' ) ) {
		wc_add_notice( __( 'This page was open for too long. Please try again.', 'reglo-for-woocommerce' ), 'error' );
		return;
	}
	$opened = open_together( get_current_user_id(), ticked_orders( posted_orders() ) );
	if ( $opened['url'] === '' ) {
		// The page itself answers, with the ticks as they were.
		wc_add_notice( $opened['problem'], 'error' );
		return;
	}
	wp_redirect( $opened['url'], 303, 'Reglo' ); // phpcs:ignore WordPress.Security.SafeRedirect -- app_url_only() checked it.
	exit;
}

function posted_orders(): array {
	return isset( $_POST['reglo_orders'] ) ? (array) wp_unslash( $_POST['reglo_orders'] ) : array(); // phpcs:ignore WordPress.Security -- ticked_orders() takes digits only; the nonce is checked before anything is done with them.
}

/** What was ticked in this currency's form when the page answers one that led nowhere; null when it answers none. */
function posted_ticks( string $currency ): ?array {
	$posted = isset( $_POST['reglo_together'] ) ? sanitize_text_field( wp_unslash( $_POST['reglo_together'] ) ) : ''; // phpcs:ignore WordPress.Security.NonceVerification -- shown, not done.
	return $posted === $currency ? ticked_orders( posted_orders() ) : null;
}

/**
 * Order ids out of whatever was posted, each once.
 *
 * @param array $posted
 * @return int[]
 */
function ticked_orders( array $posted ): array {
	$digits = array_filter( $posted, static fn( $one ) => is_string( $one ) && preg_match( '/^[1-9]\d{0,15}$/', $one ) );
	return array_values( array_unique( array_map( 'intval', $digits ) ) );
}

/**
 * One page for these orders. An order that is not this customer's, or no longer waits for money, opens nothing: nobody
 * pays less, or for somebody else, than they ticked.
 *
 * @param int   $customer_id Who asks.
 * @param int[] $ticked Order ids.
 * @return array{url:string,problem:string} One of both is ''.
 */
function open_together( int $customer_id, array $ticked ): array {
	$problem = static fn( string $words ): array => array( 'url' => '', 'problem' => $words );
	if ( $ticked === array() ) {
		return $problem( __( 'Tick at least one order.', 'reglo-for-woocommerce' ) );
	}
	if ( count( $ticked ) > TOGETHER_MAX ) {
		/* translators: %d: number of orders */
		return $problem( sprintf( __( 'At most %d orders can be paid at once.', 'reglo-for-woocommerce' ), TOGETHER_MAX ) );
	}
	$own = array_map( static fn( $order ) => $order->get_id(), unpaid_orders( $customer_id ) );
	if ( array_diff( $ticked, $own ) !== array() ) {
		return $problem( __( 'One of these orders is no longer waiting for payment. Please check the list and try again.', 'reglo-for-woocommerce' ) );
	}
	$answer  = ask_for_basket( $ticked );
	$missing = array_intersect( $ticked, array_map( 'intval', (array) ( $answer['body']['missing'] ?? array() ) ) );
	$url     = $answer['ok'] ? app_url_only( (string) ( $answer['body']['url'] ?? '' ) ) : '';
	if ( $missing !== array() ) {
		/* translators: %s: order numbers */
		return $problem( sprintf( __( 'Not payable right now: %s. Untick it, or pay it by its own button.', 'reglo-for-woocommerce' ), order_numbers( $missing ) ) );
	}
	if ( $answer['ok'] && ! empty( $answer['body']['left'] ) ) {
		/* translators: 1: orders that are ready, 2: orders in all */
		return $problem( sprintf( __( '%1$d of %2$d orders are ready to be paid together. Press the button once more to go on.', 'reglo-for-woocommerce' ), count( $ticked ) - count( (array) $answer['body']['left'] ), count( $ticked ) ) );
	}
	if ( $url === '' ) {
		log_trouble( 'several at once', $answer );
		return $problem( __( 'The payment page cannot be opened right now. Nothing was paid: try again in a moment.', 'reglo-for-woocommerce' ) );
	}
	return array( 'url' => $url, 'problem' => '' );
}

/** Many orders without a link take the app more than one go: it says what is left, and keeps what it has. */
function ask_for_basket( array $order_ids ): array {
	$ends_at = time() + TOGETHER_SECONDS;
	$left    = count( $order_ids );
	do {
		$before = $left;
		$answer = call_app( 'basket', array( 'orderRefs' => array_map( 'strval', $order_ids ), 'locale' => get_locale() ), PATIENT_SECONDS );
		$left   = count( (array) ( $answer['body']['left'] ?? array() ) );
	} while ( $answer['ok'] && $left > 0 && $left < $before && time() < $ends_at );
	return $answer;
}

/** "#12, #14": as their owner knows them. */
function order_numbers( array $order_ids ): string {
	$numbers = array();
	foreach ( $order_ids as $order_id ) {
		$order     = wc_get_order( $order_id );
		$numbers[] = '#' . ( $order instanceof \WC_Order ? $order->get_order_number() : $order_id );
	}
	return implode( ', ', $numbers );
}
