<?php
/**
 * Every "Pay" that WooCommerce shows, in mails, accounts and its API, leads to the app's page.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const PAY_PARAM = 'reglo';

function offer_pay_links(): void {
	add_filter( 'woocommerce_get_checkout_payment_url', __NAMESPACE__ . '\replace_pay_url', 20, 2 );
	add_filter( 'woocommerce_valid_order_statuses_for_payment', __NAMESPACE__ . '\accept_on_hold', 20, 2 );
	add_filter( 'woocommerce_cancel_unpaid_order', __NAMESPACE__ . '\keep_asked_order', 20, 2 );
	add_action( 'template_redirect', __NAMESPACE__ . '\lead_to_app', 5 );
}

/**
 * The app's page where its address is known. Else WooCommerce's own address with a mark: it leads on from there, and
 * still works when the app does not answer or this plugin is gone.
 *
 * @param mixed $url
 * @param mixed $order
 */
function replace_pay_url( $url, $order ) {
	$is_ours = is_string( $url ) && $order instanceof \WC_Order && setting( 'replace_pay_links' ) === 'yes' && is_connected();
	// Without pay_for_order it is where a checkout under way goes on: that one stays.
	if ( ! $is_ours || strpos( $url, 'pay_for_order' ) === false ) {
		return $url;
	}
	return pay_url( $order, $url );
}

/** Where this order is paid, without asking anybody. */
function pay_url( \WC_Order $order, string $native_url ): string {
	$link = find_link( $order->get_id() );
	return $link !== null && $link['open'] && $link['pay_url'] !== '' ? $link['pay_url'] : add_query_arg( PAY_PARAM, 'pay', $native_url );
}

/** Our own buttons, whatever the setting says of WooCommerce's. */
function own_pay_url( \WC_Order $order ): string {
	$native = add_query_arg(
		array(
			'pay_for_order' => 'true',
			'key'           => $order->get_order_key(),
		),
		wc_get_endpoint_url( 'order-pay', (string) $order->get_id(), wc_get_checkout_url() )
	);
	return pay_url( $order, $native );
}

/** Somebody follows a marked address: to the app when key and order fit, 404 when they do not, WooCommerce's page when the app is away. */
function lead_to_app(): void {
	// phpcs:disable WordPress.Security.NonceVerification -- the order's key is the proof, as on WooCommerce's own page.
	if ( ( $_GET[ PAY_PARAM ] ?? '' ) !== 'pay' || ! is_wc_endpoint_url( 'order-pay' ) ) {
		return;
	}
	$order = wc_get_order( absint( get_query_var( 'order-pay' ) ) );
	$key   = isset( $_GET['key'] ) ? sanitize_text_field( wp_unslash( $_GET['key'] ) ) : '';
	// phpcs:enable
	nocache_headers();
	if ( ! $order instanceof \WC_Order || ! hash_equals( $order->get_order_key(), $key ) ) {
		answer_not_found();
		return;
	}
	if ( ! $order->needs_payment() ) {
		return;
	}
	$answer = ask_for_link( $order, 'pay-url', PATIENT_SECONDS );
	if ( $answer['ok'] && $answer['link']['pay_url'] !== '' ) {
		wp_redirect( $answer['link']['pay_url'], 303, 'Reglo' ); // phpcs:ignore WordPress.Security.SafeRedirect -- app_url_only() checked it.
		exit;
	}
	log_trouble( 'pay link', $answer );
}

function answer_not_found(): void {
	global $wp_query;
	$wp_query->set_404();
	status_header( 404 );
	remove_action( 'template_redirect', 'redirect_canonical' );
	include get_404_template() ?: get_index_template();
	exit;
}

function log_trouble( string $what, array $answer ): void {
	wc_get_logger()->warning( sprintf( '%s: %s (%d)', $what, $answer['error'], $answer['status'] ), array( 'source' => 'reglo' ) );
}

/**
 * A bank transfer that has not come is still to be paid: WooCommerce itself would say it cannot be.
 *
 * @param mixed $statuses
 * @param mixed $order
 */
function accept_on_hold( $statuses, $order = null ) {
	$statuses    = (array) $statuses;
	$is_transfer = $order instanceof \WC_Order && in_array( $order->get_payment_method(), transfer_methods(), true );
	if ( $is_transfer && setting( 'pay_on_hold' ) === 'yes' && is_connected() && ! in_array( 'on-hold', $statuses, true ) ) {
		$statuses[] = 'on-hold';
	}
	return $statuses;
}

/** @return string[] Gateways whose on-hold orders wait for money the shop has not seen; others may only wait for a check. */
function transfer_methods(): array {
	return (array) apply_filters( 'reglo_transfer_methods', array( 'bacs', 'cheque' ) );
}

/**
 * An order the shop has asked to be paid by a mail is not cancelled an hour later, while the link lives.
 *
 * @param mixed $cancel
 * @param mixed $order
 */
function keep_asked_order( $cancel, $order ) {
	$link = $cancel && $order instanceof \WC_Order ? find_link( $order->get_id() ) : null;
	return $link !== null && $link['open'] && $link['is_sent'] ? false : $cancel;
}
